import { findAll, type Found } from "./found";

/** A name that ends like this is that of a secret: `PGPASSWORD`, `aws_secret_access_key`; `password-file` is none. */
const named =
  "[\\w-]*(?:password|passwd|passphrase|sshpass|(?<![a-z])pass|pwd|secret|token|api[_-]?key|" +
  "secret[_-]?(?:access[_-]?)?key|private[_-]?key)";

const quoted = `(?:"[^"\\n]*"|'[^'\\n]*')`;
const word = `(?:${quoted}|[^\\s;&|<>()'"]+)`;
const value = `(?<value>${word})`;

const shape = "a password in clear";

/** Ways to give a password to a program, each with what is given as `value`. Sources: those programs' manuals. */
const ways: readonly RegExp[] = [
  // `NAME=value`, as in shells, and in properties and connection strings.
  new RegExp(`(?<![\\w$.{-])${named}\\\\?["']?=\\\\?${value}`, "gi"),
  // PowerShell sets variables so; where it calls something instead there is no quote.
  new RegExp(`\\$(?:env:)?${named}[ \\t]*=[ \\t]*(?<value>${quoted})`, "gi"),
  new RegExp(`(?<![\\w-])--?${named}\\s+${value}`, "gi"),
  new RegExp(`\\bConvertTo-SecureString\\s+(?:-String\\s+)?(?<value>${quoted})`, "gi"),
  new RegExp(`\\bsshpass\\s+-p\\s*${value}`, "g"),
  new RegExp(`\\b(?:mysql|mariadb)[\\w-]*\\s(?:[^\\n;&|]*\\s)?-p${value}`, "g"),
  new RegExp(
    `\\bcurl\\s(?:[^\\n;&|]*\\s)?(?:-u|--user)[ =]?["']?[^\\s:'"$]+:(?<value>[^\\s'"]+)`,
    "g",
  ),
  new RegExp(`\\bldap\\w+\\s(?:[^\\n;&|]*\\s)?-w\\s*${value}`, "g"),
  new RegExp(`\\bredis-cli\\s(?:[^\\n;&|]*\\s)?-a\\s+${value}`, "g"),
  new RegExp(`\\bsmbclient\\s(?:[^\\n;&|]*\\s)?-U\\s*["']?[^\\s%'"]+%(?<value>[^\\s'"]+)`, "g"),
  new RegExp(`(?<![\\w-])pass:${value}`, "g"),
  new RegExp(`\\bmcl?i? alias set\\s+\\S+\\s+\\S+\\s+${word}\\s+${value}`, "g"),
  new RegExp(
    `\\becho\\s+["']?[\\w.-]+:(?<value>[^\\s'"]+)["']?\\s*\\|\\s*(?:sudo\\s+)?chpasswd`,
    "g",
  ),
];

/** `NAME: value` and `NAME = value`, as in JSON, YAML and settings. Prose and code have those too: see `isMixed`. */
const apart = new RegExp(
  `(?<![\\w$.{-])${named}\\\\?["']?(?:[ \\t]*:[ \\t]*|[ \\t]+=[ \\t]+)\\\\?${value}`,
  "gi",
);

/** Passwords that stand in a text as they are, where a variable or a file could. */
export function literalPasswords(text: string): Found[] {
  return [
    ...ways.flatMap((way) => findAll(text, shape, way, isLiteral)),
    ...findAll(text, shape, apart, (found) => isLiteral(found) && isMixed(found)),
  ];
}

const secretName = new RegExp(`^${named}$`, "i");

/** Whether a value stands under the name of a secret and is one itself: neither a variable nor the path of a file. */
export function isNamedSecret(name: string, found: string): boolean {
  return secretName.test(name) && isLiteral(found);
}

/** The same where values are words as well, such as what a product calls a state: a secret has no space, and digits. */
export function isNamedRandom(name: string, found: string): boolean {
  return isNamedSecret(name, found) && isMixed(found) && /^\S{8,}$/.test(found);
}

const noSecrets = [
  // Variables, placeholders, and what is called for the value.
  /^[$%<{[`(@=]|\$[\w({]/,
  // The next option, or standard input.
  /^-/,
  // Files, and a URL, whose password is another matter.
  /^(?:~?\.{0,2}[\\/]|[a-z]:\\|[a-z]+:\/\/)/i,
  // Nothing, masks, and the number of an open file.
  /^(?:[*x.…]*|\d)$/i,
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|required|prompt|ask|stdin|secret|password)$/i,
  // What AWS calls a secret, which is kept there.
  /^arn:[\w-]+:\w+:/,
  // What an API token of Proxmox is called; its secret has a form of its own.
  /^[\w.-]+@[\w-]+!/,
  // Where OpenSSL finds it.
  /^(?:file|env|fd|pass):/,
  // What a container's secret is called.
  /^(?:id|src|source|type)=/,
];

function isLiteral(found: string): boolean {
  const bare = found.replaceAll(/^["']|\\?["']$/g, "");
  return !noSecrets.some((form) => form.test(bare));
}

function isMixed(found: string): boolean {
  return /\d/.test(found) && /[a-z]/i.test(found) && found.length >= 6;
}
