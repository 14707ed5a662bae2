import { type z } from "zod";
import { toldOf } from "../told";
import {
  absolutePath,
  address,
  bucketName,
  byteSize,
  calendarEvent,
  comment,
  mailAddress,
  name,
  oneLine,
  proxmoxId,
  proxmoxLine,
  proxmoxToken,
  safeId,
  serviceUrl,
} from "../values";

/** Forms of text that many keys have, by what they are called in the tables. */
const forms: Readonly<Record<string, z.ZodType>> = {
  name,
  address,
  line: oneLine,
  path: absolutePath,
  "bucket name": bucketName,
  "Proxmox name": proxmoxId,
  "Proxmox word": safeId,
  "Proxmox line": proxmoxLine,
  "Proxmox comment": comment,
  "API token": proxmoxToken,
  "calendar event": calendarEvent,
  size: byteSize,
  "mail address": mailAddress,
  "HTTPS address": serviceUrl,
};

const callings = new Map(
  Object.entries(forms).map(([calling, form]) => [toldOf([form]).allowed ?? "", calling]),
);

/** A form as the tables have it: a link to what it is, or what it is where it has no name. */
export function formLink(allowed: string): string {
  const calling = callings.get(allowed);
  return calling === undefined ? allowed : `[${calling}](#forms-of-text)`;
}

/** Each form with its name, as the page tells them. */
export const formRows: readonly (readonly [calling: string, allowed: string])[] = [...callings].map(
  ([allowed, calling]) => [calling, allowed],
);
