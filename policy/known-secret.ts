import { findAll, type Found } from "./found";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/**
 * Secrets that are known by their form alone. Sources: AWS IAM User Guide, "IAM identifiers"; Proxmox VE and Proxmox
 * Backup Server, "API Tokens"; GitHub, GitLab and Slack, pages on their tokens' formats; RFC 7468 and RFC 7519.
 */
const forms: readonly (readonly [shape: string, form: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/g],
  ["a private key", /\bAGE-SECRET-KEY-1[0-9A-Z]{10,}/g],
  ["an AWS access key id", /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  [
    "the secret of a Proxmox API token",
    // Where a word begins: from each of its letters it would be read to its end again.
    new RegExp(`(?:(?<!\\w)\\w+[= ])?(?<![\\w.@-])[\\w.@-]*![\\w.-]+["']?[=:]["']?${uuid}`, "gi"),
  ],
  ["a GitHub token", /\b(?:gh[oprsu]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/g],
  ["a GitLab token", /\bglpat-[\w-]{20,}/g],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}|\bhooks\.slack\.com\/services\/\w+\/\w+\/\w+/g],
  ["a Pulumi token", /\bpul-[0-9a-f]{40}\b/g],
  ["a JSON Web Token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g],
  // A variable of the shell is no password, and `git@host` has none.
  ["a URL with a password", /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@'"]*:(?![$%{<])[^\s/@'"]+@/gi],
];

/** Secrets of known forms in a text. */
export function knownSecrets(text: string): Found[] {
  return forms.flatMap(([shape, form]) => findAll(text, shape, form));
}
