import { z } from "zod";
import { parseCalendarEvent } from "../../model/calendar/calendar-event";
import { isScheduleFault } from "../../model/calendar/schedule-fault";

/**
 * A checked string that says for people what is allowed and how to mend it; `describe` metadata carries both,
 * and the JSON Schema for editors shows them too.
 */
function text(pattern: RegExp, allowed: string, fix: string) {
  return z.string().regex(pattern, { error: allowed }).meta({ description: allowed, fix });
}

/** The name of a host, guest, class …: what DNS allows in a label. */
export const name = text(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  "lower-case letters, digits and dashes, at most 63, not a dash at either end",
  "use the machine's short name in the lab's domain",
);

/** An IPv4 address or a DNS name. */
export const address = text(
  /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i,
  "an IPv4 address or a DNS name",
  "write the address the machine is reached at from where Pulumi runs",
);

/** A TCP port. */
export const port = z.int().min(1).max(65535);

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

/** A calendar event in the syntax of Proxmox, server time. */
export const calendarEvent = z
  .string()
  .superRefine((given, context) => {
    const parsed = parseCalendarEvent(given);
    if (isScheduleFault(parsed)) context.addIssue({ code: "custom", message: parsed.reason });
  })
  .meta({
    description: "a calendar event such as `sun 02:00`, `*-01 05:00` or `daily`",
    fix: "see the calendar events in the Proxmox Backup Server documentation",
  });

/** A one-line comment as Proxmox stores it, which trims it: at most 128 characters, no control characters. */
export const comment = text(
  /^(?!\s)[^\p{Cc}]{1,128}(?<!\s)$/u,
  "one line of 1 to 128 characters without a space at either end",
  "shorten it or take the line break out",
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
  /^[^\s:/!]+@[a-z0-9-]+![A-Za-z0-9_-]+$/,
  "an API token: user@realm!name",
  "give PVE a token of its own that may only back up",
);

/** A size or a rate in bytes. */
export const byteSize = text(
  /^\d{1,12}(\.\d{1,3})? ?([KMGTP]i?)?B$/,
  "a number with a unit, such as `10 MiB`",
  "write B, KB, KiB, MB, MiB … behind the number",
);

/** One line as Proxmox keeps it in its files, which trim it. */
export const proxmoxLine = text(
  /^(?!\s)[^\p{Cc}]{1,255}(?<!\s)$/u,
  "one line of 1 to 255 characters without a space at either end",
  "take the line break or the spaces out",
);

/** An absolute POSIX path without `..`. */
export const absolutePath = text(
  /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}]{1,4095}$/u,
  "an absolute path without `..` or control characters",
  "write the whole path from the root of that machine",
);

/** An S3 bucket name without dots, so that TLS host names and Proxmox both accept it. */
export const bucketName = text(
  /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  "3 to 63 lower-case letters, digits and dashes, no dot",
  "rename the bucket",
);

/** A server's `host:port`. */
export const hostAndPort = text(
  /^[a-z0-9][a-z0-9.-]*:\d{1,5}$/i,
  "host:port without a scheme",
  "for example fs01.beardinthe.cloud:9000",
);

/** An HTTPS address; plain HTTP is allowed on loopback alone. */
export const serviceUrl = text(
  /^https:\/\/[^\s]+$|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/,
  "an https:// address (http:// on loopback alone)",
  "put TLS in front of the service",
);

/** A time of the day, 24 hours. */
export const timeOfDay = text(
  /^([01]\d|2[0-3]):[0-5]\d$/,
  "HH:MM from 00:00 to 23:59",
  'quote it, for example "01:00"',
);

/** A number of whole days, at least one. */
export const days = z.int().min(1).max(3650);

/** One line that a person reads: at most 255 characters, no control characters. */
export const oneLine = text(
  /^[^\p{Cc}]{1,255}$/u,
  "one line of at most 255 characters",
  "shorten it or take the line break out",
);

/** Cluster Shared Volumes are mounted below this folder, and the Veeam agent leaves them out without a word. */
const clusterStorage = /^[a-z]:\\ClusterStorage(\\|$)/i;

/** A folder on a drive of a Windows machine. */
export const windowsPath = z
  .string()
  .regex(/^[A-Za-z]:\\[^\p{Cc}"<>|?*]*$/u, { error: "a Windows path with a drive letter" })
  .refine((path) => !clusterStorage.test(path), {
    error:
      "a folder outside of C:\\ClusterStorage: the agent skips cluster shared volumes, so the job would protect nothing",
  });
