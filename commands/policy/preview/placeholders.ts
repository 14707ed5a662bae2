import { createHash } from "node:crypto";
import { fingerprintOf } from "../../../components/pve/client-key";
import { expandedSecrets } from "../../../config/short-secrets";
import { neededSecrets } from "../../../config/secrets";
import { type SoundSections } from "../../../config/references";
import { isTree } from "../../../config/short-form";
import { colonPairs } from "../../../model/colon-pairs";
import { keyValue } from "../../../model/engine-key";

/** Where a secret stands below `backup:secrets`. */
type Path = readonly string[];

/**
 * What stands for a secret that nobody opens here: of the form that its place demands, always the same, and a secret of
 * nothing and nobody.
 */
export function placeholder(path: Path): string {
  const [, make = plain] = forms.find(([form]) => form.test(path.join("/"))) ?? [];
  return make(path);
}

const digest = (path: Path) => createHash("sha256").update(`placeholder ${path.join("/")}`);

/** 52 letters, digits and a dash: what most products take for a password or a token. */
const plain = (path: Path) => `placeholder-${digest(path).digest("hex").slice(0, 40)}`;

/** The forms that are checked before anything is sent (`config/schema/secrets.ts`), in the short and the long form. */
const forms: readonly (readonly [place: RegExp, make: (path: Path) => string])[] = [
  [/^sshPrivateKey$/, sshKey],
  [/^pveApiToken(\/|$)/, (path) => `placeholder@pam!placeholder=${uuid(path)}`],
  [/^pbsEncryptionKeys\//, clientKey],
  [/^exportKey$/, (path) => digest(path).digest("base64")],
  [/^aws\/(.*\/)?accessKey$/, (path) => plain(path).replace("-", "")],
];

function sshKey(path: Path): string {
  const mark = "OPENSSH PRIVATE KEY";
  return `-----BEGIN ${mark}-----\n${digest(path).digest("base64")}\n-----END ${mark}-----\n`;
}

function uuid(path: Path): string {
  const hex = digest(path).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** As Proxmox VE takes one: its fingerprint is that of its own bytes. */
function clientKey(path: Path): string {
  const key = digest(path).digest();
  const data = key.toString("base64");
  return JSON.stringify({ kdf: null, data, fingerprint: fingerprintOf(key) });
}

/** What stands for an SSH host key. */
export function hostKeyPlaceholder(host: string): string {
  const blob = Buffer.concat([block(Buffer.from("ssh-ed25519")), block(digest([host]).digest())]);
  return `ssh-ed25519 ${blob.toString("base64")}`;
}

/** A string of the SSH protocol (RFC 4251, section 5): its length, then its bytes. */
function block(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** What stands for the fingerprint of a certificate. */
export function fingerprintPlaceholder(server: string): string {
  return colonPairs(digest([server]).digest("hex"));
}

/**
 * The value with a placeholder for each part that Pulumi has encrypted.
 *
 * @param path - of the value
 */
export function opened(value: unknown, path: Path): unknown {
  if (Array.isArray(value)) return value.map((part, at) => opened(part, [...path, String(at)]));
  if (!isTree(value)) return value;
  if (isSealed(value)) return placeholder(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, opened(part, [...path, key])]),
  );
}

/** Whether Pulumi has encrypted a value, as it writes it: `secure: …` and nothing beside it. */
export function isSealed(value: unknown): boolean {
  return isTree(value) && Object.keys(value).join() === "secure";
}

/** Secrets in their long form, with a placeholder for each that the declaration calls for and that is not there. */
export function completed(sections: SoundSections, secrets: unknown): Record<string, unknown> {
  const { given } = expandedSecrets(sections, secrets);
  const needed = [["sshPrivateKey"], ...neededSecrets(sections).flatMap(({ path }) => texts(path))];
  return needed
    .filter((path) => keyValue(given, { path }) === undefined)
    .reduce<Record<string, unknown>>(
      (tree, path) => withValue(tree, path, placeholder(path)),
      isTree(given) ? given : {},
    );
}

/** A log-in to MinIO has two parts; every other secret is one text. */
function texts(path: Path): readonly Path[] {
  return path[0] === "minio"
    ? [
        [...path, "user"],
        [...path, "password"],
      ]
    : [path];
}

/** A tree in which a value stands at a path. */
export function withValue(
  tree: Readonly<Record<string, unknown>>,
  [key = "", ...rest]: Path,
  value: unknown,
): Record<string, unknown> {
  const below = tree[key];
  return {
    ...tree,
    [key]: rest.length === 0 ? value : withValue(isTree(below) ? below : {}, rest, value),
  };
}
