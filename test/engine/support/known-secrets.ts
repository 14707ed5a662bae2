import * as fs from "node:fs";
import * as path from "node:path";
import { specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { openEnvelope } from "../../../model/remote/envelope";
import { type TestSandbox } from "./sandbox";

/** Names of properties whose text opens something. */
const opens = /key|secret|password|token|passphrase/i;

/** Names of what stands beside a secret and opens nothing: who logs in, what a host shows to everybody, the engine's mark. */
const harmless = new Set(["accessKey", "hostKey", "repo1-s3-key", "user", specialSigKey]);

/** Shorter ones may stand anywhere by chance. */
const shortest = 12;

/** A text that opens something, and where the stack has it. */
export interface KnownSecret {
  readonly at: string;
  readonly text: string;
}

/** Every secret that a stack was given or has got from its servers, in clear. */
export async function knownSecrets(sandbox: TestSandbox): Promise<KnownSecret[]> {
  const exported = await sandbox.pulumi("stack", "export", "--show-secrets");
  const config = await sandbox.pulumi("config", "--show-secrets", "--json");
  const { deployment } = jsonIn(exported) as { deployment: { resources: StoredResource[] } };
  const declared = jsonIn(config) as Readonly<Record<string, { readonly value?: string }>>;
  const given = Object.entries(declared)
    .filter(([name]) => name.endsWith(":secrets"))
    .flatMap(([name, { value = "{}" }]) => textsOf(JSON.parse(value) as unknown, name, true));
  const got = deployment.resources.flatMap(({ urn, inputs, outputs }) =>
    [inputs, outputs].flatMap((properties) => sealedTexts(properties, urn.split("::").at(-1)!)),
  );
  const all = [...given, ...got].filter(({ text }) => text.length >= shortest);
  return [...new Map(all.map((one) => [one.text, one])).values()];
}

interface StoredResource {
  readonly urn: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
}

const jsonIn = (text: string): unknown => JSON.parse(text.slice(text.indexOf("{")));

/** What the state keeps encrypted, in the places in which it does. */
function sealedTexts(value: unknown, at: string): KnownSecret[] {
  if (typeof value !== "object" || value === null) return [];
  const { plaintext } = value as { readonly plaintext?: unknown };
  if (typeof plaintext === "string") return textsOf(JSON.parse(plaintext) as unknown, at);
  return Object.entries(value).flatMap(([name, part]) => sealedTexts(part, `${at} ${name}`));
}

/** Of an envelope its secrets, of other texts those whose names say that they open something. */
function textsOf(value: unknown, at: string, isSecret = opens.test(at)): KnownSecret[] {
  if (typeof value === "string") {
    const envelope = openEnvelope(value);
    if (envelope) return textsOf(envelope.secrets, `${at} secrets`, true);
    return isSecret ? [{ at, text: value.trim() }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !harmless.has(name))
    .flatMap(([name, part]) => textsOf(part, `${at} ${name}`, isSecret || opens.test(name)));
}

/** Of which secrets a text shows something: all of one, or its longest line. */
export function shownIn(text: string, secrets: readonly KnownSecret[]): string[] {
  return secrets.filter((one) => text.includes(longestLine(one.text))).map(({ at }) => at);
}

function longestLine(text: string): string {
  return text
    .split("\n")
    .reduce((longest, line) => (line.length > longest.length ? line : longest));
}

/** Where the files below a directory show secrets, each with what it shows. */
export function shownBelow(directory: string, secrets: readonly KnownSecret[]): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .flatMap((file) =>
      shownIn(fs.readFileSync(file, "latin1"), secrets).map((at) => `${file}: ${at}`),
    );
}
