import { isIP } from "node:net";

import { parseCalendarEvent } from "../../proxmox/calendar/calendar-event";
import { parseDailyDuration } from "../../proxmox/calendar/daily-duration";
import { Unreadable } from "./parameter-error";
import { type Format, integer, oneOf, pattern, text } from "./scalars";
import { type ScalarSchema } from "./schema";

/**
 * The product's common types (`proxmox-schema` api_types, `pbs-api-types`, `proxmox-auth-api`).
 * Control characters are those of ASCII, as in the product's `[[:cntrl:]]`.
 */
const safeId = "[A-Za-z0-9_][A-Za-z0-9._\\-]*";
const userId = `[^\\s:/\\x00-\\x1f\\x7f]+@${safeId}`;

/** Letters, digits, `_`, `.`, `-`; not beginning with a dot or a dash. */
export const safeIdFormat = pattern(new RegExp(`^${safeId}$`));

/** Everything but control characters. */
export const singleLineFormat = pattern(/^[^\x00-\x1f\x7f]*$/);

/** A calendar event of the documented syntax. */
export const calendarEventFormat: Format = {
  typeText: "<calendar-event>",
  check(value) {
    parseCalendarEvent(value);
  },
};

/** A part of the day such as `mon..fri 8-18`. */
export const dailyDurationFormat: Format = {
  typeText: "<string>",
  check(value) {
    parseDailyDuration(value);
  },
};

/** 3 to 32 characters of a safe identifier, such as a datastore's or a job's name. */
export const nameSchema = (description: string): ScalarSchema =>
  text(description, { format: safeIdFormat, min: 3, max: 32 });

export const commentSchema = text("Comment.", { format: singleLineFormat, max: 128 });

export const scheduleSchema = (description: string): ScalarSchema =>
  text(description, { format: calendarEventFormat });

export const userIdSchema = text("User ID", {
  format: pattern(new RegExp(`^${userId}$`)),
  min: 3,
  max: 64,
});

export const authIdSchema = text("Authentication ID", {
  format: pattern(new RegExp(`^(?:${userId}|${userId}!${safeId})$`)),
  min: 3,
  max: 64,
});

export const tokenNameSchema = text(
  "The token ID part of an API token authentication id.\n\nThis alone does NOT uniquely identify the API token - use a full `Authid` for such use cases.",
  {
    format: safeIdFormat,
  },
);

const namespacePattern = pattern(new RegExp(`^(?:(?:${safeId}/){0,7}${safeId})?$`));
const deepestNamespace = 7;

/** Up to seven levels, at most 256 characters; empty means the root namespace. */
export const namespaceSchema = text("Namespace.", {
  format: {
    ...namespacePattern,
    check(value) {
      namespacePattern.check(value);
      if (value.split("/").length <= deepestNamespace) return;
      throw new Unreadable(
        `invalid value: string ${JSON.stringify(value)}, expected valid backup namespace`,
      );
    },
  },
  max: 256,
});

const levels = "How many levels of namespaces should be operated on (0 == no recursion";

/** How many levels below the namespace; the product knows at most 7. */
export const maxDepthSchema = integer(`${levels})`, { min: 0, max: 7, default: 7 });

/** The same for jobs that go on as deep as they can by themselves. */
export const reducedMaxDepthSchema = integer(
  `${levels}, empty == automatic full recursion, namespace depths reduce maximum allowed value)`,
  { min: 0, max: 7 },
);

export const uuidFormat = pattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

export const fingerprintSchema = text("X509 certificate fingerprint (sha256).", {
  format: pattern(/^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){31}$/),
});

/** One part of a DNS name, as part of a regular expression. */
export const dnsLabel = "[a-zA-Z0-9](?:[a-zA-Z0-9\\-]*[a-zA-Z0-9])?";
const dnsName = `(?:${dnsLabel}\\.)*${dnsLabel}`;
const wholeDnsName = new RegExp(`^${dnsName}$`);

export const hostSchema = text("DNS name or IP address.", {
  format: {
    typeText: "<string>",
    check(value) {
      if (isIP(value) !== 0 || wholeDnsName.test(value)) return;
      throw new Error("value does not match the regex pattern");
    },
  },
});

const authority = `(?:${dnsName}|\\[[0-9a-fA-F:.]+\\])`;

export const httpUrlSchema = text("HTTP(s) url with optional port.", {
  format: pattern(new RegExp(`^https?://${authority}(?::\\d{1,5})?(?:/[^\\x00-\\x1f\\x7f]*)?$`)),
});

export const hostPortSchema = text("host:port combination (Host can be DNS name or IP address).", {
  format: pattern(new RegExp(`^${authority}:\\d{1,5}$`)),
});

/** A network as `ADDRESS/BITS`; the product counts the digits of the bits, and no more. */
export const cidrSchema = text("IP address (IPv4 or IPv6) with CIDR notation.", {
  format: {
    typeText: "<string>",
    check(value) {
      const [address = "", bits = "", ...excess] = value.split("/");
      const digits = { 0: /^$/, 4: /^\d{1,2}$/, 6: /^\d{1,3}$/ }[isIP(address)] ?? /^$/;
      if (!digits.test(bits) || bits === "" || excess.length > 0)
        throw new Error("value does not match the regex pattern");
    },
  },
});

export const digestSchema = text(
  "Prevent changes if current configuration file has different SHA256 digest. This can be used to prevent concurrent modifications.",
  { format: pattern(/^[a-f0-9]{64}$/) },
);

export const outputFormatSchema = text("Output format.", {
  format: oneOf("text", "json", "json-pretty"),
});
