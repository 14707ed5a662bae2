import { z } from "zod";
import { account } from "./pbs-access";
import {
  address,
  comment,
  dailyDuration,
  mailAddress,
  port,
  proxmoxLine,
  safeId,
  serviceUrl,
  templateUrl,
  wholeText,
} from "./values";

/** Names of endpoints and matchers: 2 to 32 characters. Source: proxmox-notify. */
const entityName = safeId.min(2).max(32);

const common = { comment: comment.optional() };

const recipients = {
  mailto: z.array(mailAddress).min(1).optional(),
  /** Users of the server, whose addresses it knows. */
  mailtoUser: z.array(account).min(1).optional(),
  author: proxmoxLine.optional(),
};

const endpoint = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("sendmail"),
    ...recipients,
    fromAddress: mailAddress.optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal("gotify"), server: serviceUrl, ...common }),
  z.strictObject({
    type: z.literal("smtp"),
    server: address,
    port: port.optional(),
    mode: z.enum(["insecure", "starttls", "tls"]).default("tls"),
    /** Whose password is a secret. Default: no log-in. */
    username: proxmoxLine.optional(),
    fromAddress: mailAddress,
    ...recipients,
    ...common,
  }),
  z.strictObject({
    type: z.literal("webhook"),
    url: templateUrl,
    method: z.enum(["post", "put", "get"]).default("post"),
    header: z
      .record(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, { error: "the name of a header" }),
        proxmoxLine,
      )
      .optional(),
    /** A template in the product's Handlebars. */
    body: wholeText.optional(),
    /** Names of secrets that the template can use. */
    secrets: z
      .array(z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_-]*$/, { error: "a name" }))
      .default([]),
    ...common,
  }),
]);

/** `backup:pbs.notificationEndpoints`: where notifications can go. */
export const notificationEndpoints = z.record(entityName, endpoint);

const severities = ["info", "notice", "warning", "error", "unknown"] as const;

/** What the server sends; the table of its manual names the verification wrongly. */
const eventTypes = [
  "acme",
  "gc",
  "package-updates",
  "prune",
  "sync",
  "tape-backup",
  "tape-load",
  "verify",
  "system-mail",
] as const;

const fieldValues = {
  type: z.array(z.enum(eventTypes)).min(1).optional(),
  datastore: z.array(safeId).min(1).optional(),
};

/** `backup:pbs.notificationMatchers`: which notifications go to which endpoints. */
export const notificationMatchers = z.record(
  entityName,
  z.strictObject({
    target: z.array(entityName).min(1),
    mode: z.enum(["all", "any"]).optional(),
    invertMatch: z.boolean().optional(),
    severities: z.array(z.enum(severities)).min(1).optional(),
    /** Exact values of what a notification is about. */
    fields: z.strictObject(fieldValues).optional(),
    matchCalendar: z.array(dailyDuration).min(1).optional(),
    ...common,
  }),
);
