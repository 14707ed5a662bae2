import { isIP } from "node:net";
import { parseCalendarEvent } from "../../proxmox/calendar/calendar-event";

/** Checks a text; returns what is wrong with it, in PVE's words, or nothing. */
export interface Format {
  (text: string): string | undefined;
  /** Whether it is a list, which a command line may give item by item. Default: it is not. */
  readonly isList?: boolean;
}

/** Splits a PVE list: commas, semicolons, NUL or white space stand between its items. */
export function splitList(text: string): string[] {
  return text.split(/[,;\0\s]+/).filter((item) => item !== "");
}

const matches =
  (pattern: RegExp, fault: (text: string) => string): Format =>
  (text) =>
    pattern.test(text) ? undefined : fault(text);

const listOf = (format: Format): Format =>
  Object.assign(
    (text: string) =>
      splitList(text)
        .map(format)
        .find((fault) => fault !== undefined),
    { isList: true },
  );

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const hostName = new RegExp(`^${label}(?:\\.${label})*\\.?$`);
const day = matches(/^(?:mon|tue|wed|thu|fri|sat|sun)$/, (text) => `invalid day '${text}'`);
const configurationId = matches(
  /^[A-Za-z][A-Za-z0-9_-]+$/,
  (text) => `invalid configuration ID '${text}'`,
);
const guestId = matches(/^[1-9][0-9]{2,8}$/, () => "value does not look like a valid VM ID");
const nodeName = matches(
  /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
  () => "value does not look like a valid node name",
);
const contentTypes = ["backup", "images", "import", "iso", "none", "rootdir", "snippets", "vztmpl"];

const storageId: Format = (text) => {
  if (text.length < 2) return `storage ID '${text}' cannot be shorter than 2 characters`;
  return /^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$/.test(text)
    ? undefined
    : `storage ID '${text}' contains illegal characters`;
};
const storageServer: Format = (text) =>
  isIP(text) !== 0 || hostName.test(text)
    ? undefined
    : "value does not look like a valid server name or IP address";
const contentType: Format = (text) =>
  contentTypes.includes(text) ? undefined : `invalid content type '${text}'`;
const mailRecipient = matches(
  /^[\w+~.-]+(?:@[\w-]+(?:\.[\w-]+)*)?$/,
  () => "value does not look like a valid email address or user name",
);
const calendarEvent: Format = (text) => {
  const invalid = `invalid calendar event '${text}' -`;
  if (text === "") return `${invalid} unable to parse calendar event - event is empty`;
  try {
    parseCalendarEvent(text);
    return undefined;
  } catch (error) {
    return `${invalid} ${(error as Error).message}`;
  }
};

/** The named formats of the PVE API schema that the endpoints here use. */
export const formats = {
  absolutePath: matches(/^\/[^;()]+/, () => "value does not look like a valid absolute path"),
  calendarEvent,
  configurationId,
  configurationIdList: listOf(configurationId),
  contentList: listOf(contentType),
  dayList: listOf(day),
  guestIdList: listOf(guestId),
  mailList: listOf(mailRecipient),
  nodeList: listOf(nodeName),
  nodeName,
  storageId,
  storageServer,
} as const satisfies Record<string, Format>;
