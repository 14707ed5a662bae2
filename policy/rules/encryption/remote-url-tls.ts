import { remoteObjectOf } from "../../remote-object";
import { resourceRule, type Violation } from "../../rule";
import { hostOf, isLoopback, isPlainHttp } from "./loopback";
import { isNo, isYes } from "../../truth";

type Tree = Readonly<Record<string, unknown>>;

/** What people read, and proxies, through which TLS goes as it is. */
const unasked = new Set(["comment", "description", "http-proxy"]);

/**
 * Settings that give TLS up, or the look at a certificate, with the values that do. Sources: the APIs of Proxmox Backup
 * Server (metric servers `verify-tls`, SMTP `mode`) and Proxmox VE (`verify-certificate`); the others as Go programs and
 * `mc` call them.
 */
const careless: Readonly<Record<string, (value: unknown) => boolean>> = {
  "verify-tls": isNo,
  "verify-ssl": isNo,
  "verify-certificate": isNo,
  "tls-verify": isNo,
  "skip-verify": isYes,
  "tls-skip-verify": isYes,
  "insecure-skip-verify": isYes,
  insecure: isYes,
  mode: (value) => value === "insecure",
};

/** Where a setting's host is told beside it. */
const addresses = ["url", "server", "host", "endpoint"];

/**
 * Products send tokens, passwords and what they tell of backups to where they are told. What stays on the host is let
 * pass. Secrets are not looked at, nor is the text of programs.
 */
export const remoteUrlTls = resourceRule({
  name: "remote-url-tls",
  description: "Products on hosts speak TLS with other machines, and look at certificates.",
  remediation:
    "Put TLS in front of the other service and write https://, or `tls` and `starttls` for mail; have the host trust the " +
    "certificate instead of looking away.",
  types: ["command:remote:Command"],
  judge: (resource) => {
    const object = remoteObjectOf(resource);
    return object
      ? [...faults(object.document, "document"), ...faults(object.settings, "settings")]
      : [];
  },
});

function faults(value: unknown, path: string): readonly Violation[] {
  if (typeof value === "string") return plain(value, path);
  if (typeof value !== "object" || value === null) return [];
  const parts = Object.entries(value).filter(([key]) => !unasked.has(key));
  return [
    ...carelessIn(value as Tree, path),
    ...parts.flatMap(([key, part]) => faults(part, `${path}.${key}`)),
  ];
}

function plain(url: string, path: string): readonly Violation[] {
  return isPlainHttp(url) && !isLoopback(url)
    ? [
        {
          problem: `${path} is an http:// address of ${hostOf(url)}, so that what is sent there can be read on its way; wanted is https://`,
          fix: `write https:// in ${path}, and give the service a certificate`,
        },
      ]
    : [];
}

function carelessIn(value: Tree, path: string): readonly Violation[] {
  const to = addresses.map((key) => value[key]).find((one) => typeof one === "string");
  if (to !== undefined && isLoopback(to)) return [];
  return Object.entries(careless)
    .filter(([key, isCareless]) => isCareless(value[key]))
    .map(([key]) => ({
      problem: `${path}.${key} is ${String(value[key])}, so that any machine in the way can read and answer; wanted is TLS with a look at the certificate`,
      fix: `take ${path}.${key} out or turn it round, and have the host trust the other's certificate`,
    }));
}
