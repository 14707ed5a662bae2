import { z } from "zod";
import { parseDailyDuration } from "../../model/calendar/daily-duration";
import { parseDeclaredEvent } from "../../model/calendar/declared-event";
import { isScheduleFault, type ScheduleFault } from "../../model/calendar/schedule-fault";

/**
 * A checked string that says for people what is allowed and how to mend it. Faults say both; what it decides, each key
 * says for itself, and the JSON Schema for editors shows that together with what is allowed.
 */
export function text(pattern: RegExp, allowed: string, fix: string) {
  return z.string().regex(pattern, { error: allowed }).meta({ allowed, fix });
}

/** What no line holds: control characters, ends of a line or paragraph, halves of a character. */
const unprintable = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}`;

/** One line of text for a product that trims what it keeps; it counts characters, as the products do. */
export function trimmedLine(longest: number, shortest = 1): z.ZodString {
  return text(
    new RegExp(String.raw`^(?!\s)[^${unprintable}]{${shortest},${longest}}(?<!\s)$`, "u"),
    `one line of ${shortest} to ${longest} characters without a space at either end`,
    "shorten it, or take the line break or the spaces out",
  );
}

/** The name of a host, guest, class …: what DNS allows in a label. */
export const name = text(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  "lower-case letters, digits and dashes, at most 63, not a dash at either end",
  "use the machine's short name in the lab's domain",
);

/** The name of one of the stack's resources. */
export const resourceName = text(
  /^[A-Za-z0-9][\w@!/.:+-]{0,299}$/,
  "the name of a resource, as a preview writes it",
  "copy it from the refusal of an update, or from a preview",
);

/** An IPv4 address or a DNS name. */
export const address = text(
  /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i,
  "an IPv4 address or a DNS name",
  "write the address the machine is reached at from where Pulumi runs",
);

/** A disk of a virtual machine or a mount point of a container. Source: qm.conf(5), pct.conf(5). */
export const diskKey = text(
  /^(?:ide[0-3]|sata[0-5]|scsi(?:[12]?\d|30)|virtio(?:\d|1[0-5])|mp(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))$/,
  "ide0 to ide3, sata0 to sata5, scsi0 to scsi30 or virtio0 to virtio15, and mp0 to mp255 of a container",
  "look it up with: qm config VMID, or pct config VMID",
);

/** Room of an item, drive or place, in GB; what is more was written in bytes. */
export const mostGigabytes = 10_000_000;

/** Speed of a disk, node or place. */
export const megabytesPerSecond = z.number().positive().max(100_000).meta({ unit: "MB/s" });

const areDistinct = (values: readonly string[]) => new Set(values).size === values.length;

/** A list of texts with none of them twice: who says one again has meant another, and products keep it once. */
export function listOf<One extends z.ZodType<string>>(one: One): z.ZodArray<One> {
  return z.array(one).refine(areDistinct, {
    error: "each of them once",
    params: { fix: "take what is there twice out, or write what was meant" },
  });
}

/** A TCP port. */
export const port = z.int().min(1).max(65535).meta({ unit: "TCP port" });

/** An SSH host key that pins identity and algorithm; RSA is left out, as it would pin SHA-1. */
export const hostKey = text(
  /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*$/,
  "the host's public key in authorized_keys form, ssh-ed25519 or ecdsa, without a comment",
  "on the machine's own console: cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub",
);

/** A certificate's SHA-256 fingerprint as Proxmox writes it: 32 pairs with colons. */
export const fingerprint = text(
  /^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i,
  "32 hexadecimal pairs joined by colons",
  "on the server's own console: proxmox-backup-manager cert info | grep Fingerprint",
).toLowerCase();

/** Proxmox names of datastores, jobs and storages: 3 to 32 characters. Source: pbs-api-types. */
export const proxmoxId = text(
  /^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/,
  "3 to 32 letters, digits, dots, dashes or underscores, beginning with a letter, digit or underscore",
  "shorten or rename it",
);

/** A string that a parser of ours reads, whose refusal says what is wrong. */
function parsed(parser: (given: string) => object | ScheduleFault, allowed: string, fix: string) {
  return z
    .string()
    .superRefine((given, context) => {
      const result = parser(given);
      if (isScheduleFault(result)) context.addIssue({ code: "custom", message: result.reason });
    })
    .meta({ allowed, fix });
}

/** A calendar event in the syntax of Proxmox, server time. */
export const calendarEvent = parsed(
  parseDeclaredEvent,
  "a calendar event such as `sun 02:00`, `*-01 05:00` or `daily`",
  "see the calendar events in the Proxmox Backup Server documentation",
);

/** A part of the day on some days of the week, server time. */
export const dailyDuration = parsed(
  parseDailyDuration,
  "a part of the day such as `mon..fri 8-18`",
  "see traffic control in the Proxmox Backup Server documentation",
);

/** A one-line comment as Proxmox stores it. */
export const comment = trimmedLine(128);

/** An address of electronic mail, of the plain kind that no mailer takes for an option or quotes. */
export const mailAddress = text(
  /^[A-Za-z0-9_][A-Za-z0-9._+-]*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/,
  "a mail address: letters, digits, dots, dashes, underscores and plus signs, an at sign, a domain",
  "correct the address",
);

/** Text of any number of lines; half of a character would not arrive as it was written. */
export const wholeText = text(
  /^\P{Cs}+$/u,
  "text without halves of a character (lone surrogates)",
  "write the character itself",
);

/** A name within Proxmox: of a token, an endpoint, an owner's part … */
export const safeId = text(
  /^[A-Za-z0-9_][A-Za-z0-9._-]*$/,
  "letters, digits, dots, dashes or underscores, beginning with a letter, digit or underscore",
  "rename it",
);

/** A namespace of a datastore. Source: pbs-api-types. */
export const namespace = text(
  /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*){0,6}$/,
  "one to seven names joined by slashes",
  "shorten or rename it",
);

/** An API token of Proxmox. */
export const proxmoxToken = text(
  /^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9_][A-Za-z0-9._-]*![A-Za-z0-9_][A-Za-z0-9._-]*$/,
  "an API token: user@realm!name",
  "give PVE a token of its own that may only back up",
);

/** A size or a rate in bytes. */
export const byteSize = text(
  /^\d{1,12}(\.\d{1,3})? ?([KMGTP]i?)?B$/,
  "a number with a unit, such as `10 MiB`",
  "write B, KB, KiB, MB, MiB … behind the number",
).regex(/^(?!0*(\.\d+)? ?B$)(?=.*[1-9])/, {
  error: "at least 1 B: Proxmox counts whole bytes, and at a rate of 0 nothing would ever arrive",
});

/** One line as Proxmox keeps it in its files. */
export const proxmoxLine = trimmedLine(255);

/** Bytes that a file system takes for one name. Source: Linux, NAME_MAX. */
const longestName = 255;

/** An absolute POSIX path without `..`, in a file that trims its lines. */
export const absolutePath = text(
  new RegExp(String.raw`^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^${unprintable}]{1,4095}(?<!\s)$`, "u"),
  "an absolute path without `..`, line breaks, control characters or a space at its end",
  "write the whole path from the root of that machine",
).refine((path) => path.split("/").every((part) => Buffer.byteLength(part) <= longestName), {
  error: `a path of names of at most ${longestName} bytes each`,
});

/**
 * An S3 bucket name without dots, so that TLS host names and Proxmox both accept it. Some beginnings and ends are Amazon's own (Amazon S3
 * User Guide, "General purpose bucket naming rules").
 */
export const bucketName = text(
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3|-an)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  "3 to 63 lower-case letters, digits and dashes, no dot, no dash at either end, not beginning with xn--, sthree- or " +
    "amzn-s3-demo-, not ending with -s3alias, --ol-s3, --x-s3, --table-s3 or -an, which S3 refuses",
  "rename the bucket",
);

/** A network, in CIDR notation. */
export const network = z
  .union([z.cidrv4(), z.cidrv6()], { error: "a network such as 10.25.10.0/24" })
  .meta({ allowed: "a network such as 10.25.10.0/24" });

/** 1 to 65535, as part of an expression. */
const portDigits = String.raw`(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])`;

/** A server's `host:port`. */
export const hostAndPort = text(
  new RegExp(`^[A-Za-z0-9][A-Za-z0-9.-]*:${portDigits}$`),
  "host:port without a scheme, the port from 1 to 65535",
  "for example fs01.beardinthe.cloud:9000",
);

/** An HTTPS address; plain HTTP is allowed on loopback alone. */
export const serviceUrl = text(
  new RegExp(
    String.raw`^https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:${portDigits})?(\/[\w.\/-]*)?$|^http:\/\/(127\.0\.0\.1|localhost)(:${portDigits})?\/?$`,
  ),
  "an https:// address of host, port and path in plain letters (http:// on loopback alone)",
  "put TLS in front of the service; what else the address holds does not belong here",
);

/** An HTTPS address whose path and query may hold the templates of Proxmox's notifications, blanks and all. */
export const templateUrl = text(
  new RegExp(
    String.raw`^(https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*|http:\/\/(127\.0\.0\.1|localhost))(:${portDigits})?(\/[^${unprintable}]*)?(?<!\s)$`,
    "u",
  ),
  "an https:// address on one line (http:// on loopback alone), with templates such as `{{ url-encode title }}` behind the host",
  "put TLS in front of the service; a token in it belongs into the webhook's secrets",
);

/** A time of the day, 24 hours. */
export const timeOfDay = text(
  /^([01]\d|2[0-3]):[0-5]\d$/,
  "HH:MM from 00:00 to 23:59",
  'quote it, for example "01:00"',
);

/** A number of whole days, at least one. */
export const days = z.int().min(1).max(3650).meta({ unit: "days" });

/** One line that a person reads. */
export const oneLine = text(
  new RegExp(String.raw`^[^${unprintable}]{1,255}$`, "u"),
  "one line of at most 255 characters",
  "shorten it or take the line break out",
);

/** Text for a Windows host: PowerShell 7 makes dates of what looks like one, and the text is lost. */
export function powershellText(schema: z.ZodString): z.ZodString {
  return schema.regex(/^(?!\d{4}-\d\d-\d\dT|\/Date\()/, {
    error: "anything but a date and time in ISO form, which PowerShell would write otherwise",
  });
}
