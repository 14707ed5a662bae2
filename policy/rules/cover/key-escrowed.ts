import { remoteObjectOf } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { pveTypes } from "../../resource-types";
import { stackRule, type Violation } from "../../rule";
import { type Stack } from "../../stack";
import { isSet } from "../../unknown";

/** Secrets of objects on hosts that backups are encrypted under, by kind. */
const keysOf: ReadonlyMap<string, readonly string[]> = new Map([
  ["veeam encryption key", ["password"]],
  ["pve storage", ["encryption-key"]],
  ["offsite export", ["export-key", "client-key.json"]],
  ["offsite repository export", ["export-key"]],
  ["offsite dump export", ["export-key"]],
  ["windows offsite export", ["export-key"]],
  ["postgres stanza", ["repo1-cipher-pass"]],
  ["postgres dump", ["dump-key"]],
]);

type Storage = ResourceOf<(typeof pveTypes.pbsStorage)[number]>;

const versionType = ["aws:secretsmanager/secretVersion:SecretVersion"] as const;

/**
 * Who has lost a server and the stack with it reads no backup without the key, so that it is kept with somebody else. Keys
 * are compared, and never printed.
 */
export const keyEscrowed = stackRule<"command:remote:Command" | Storage["type"]>({
  name: "key-escrowed",
  description: "Each key that an engine encrypts backups under is kept in AWS Secrets Manager.",
  remediation:
    "Make an `aws.secretsmanager.Secret` for the key with a `SecretVersion` whose `secretString` is the key, and take the key from there.",
  types: ["command:remote:Command", ...pveTypes.pbsStorage],
  judge: (resource, _numbers, stack) =>
    resource.type === "command:remote:Command"
      ? ofObject(resource, stack)
      : ofStorage(resource, stack),
});

function ofObject(
  resource: ResourceOf<"command:remote:Command">,
  stack: Stack,
): readonly Violation[] {
  const { kind, identity, secrets } = remoteObjectOf(resource) ?? noObject;
  return (keysOf.get(kind) ?? [])
    .filter((name) => secrets[name] !== undefined && !isKept(secrets[name], stack))
    .map((name) => lost(`stdin: secrets.${name} of ${kind} ${identity}`));
}

const noObject = { kind: "", identity: "", secrets: {} as Readonly<Record<string, string>> };

function ofStorage(storage: Storage, stack: Stack): readonly Violation[] {
  const { props, sources } = storage;
  // Proxmox VE makes this one up itself; whatever keeps it has it from the storage.
  if (isSet(props, "generateEncryptionKey") && props.generateEncryptionKey)
    return stack.about(storage, "secretString", versionType).length > 0
      ? []
      : [lost("the key that generateEncryptionKey has Proxmox VE make")];
  if (!isSet(props, "encryptionKey")) return [];
  const versions = stack.ofType(versionType).map(({ urn }) => urn);
  const isKeptByOrigin =
    stack.alike(storage, "encryptionKey", versionType, "secretString").length > 0 ||
    sources["encryptionKey"]?.some((urn) => versions.includes(urn));
  return isKeptByOrigin || isKept(props.encryptionKey ?? "", stack) ? [] : [lost("encryptionKey")];
}

/** By itself, in Base64, or as a value of a JSON object, which the console of Secrets Manager makes. */
function isKept(key: string, stack: Stack): boolean {
  const base64 = Buffer.from(key).toString("base64");
  return stack
    .ofType(versionType)
    .some(
      ({ props }) =>
        props.secretBinary === base64 ||
        [props.secretString, props.secretStringWo].some(
          (kept) => kept === key || valuesOf(kept).includes(key),
        ),
    );
}

function valuesOf(text: string | undefined): readonly unknown[] {
  if (!text?.startsWith("{")) return [];
  try {
    return Object.values(JSON.parse(text) as object);
  } catch {
    // No JSON after all: it is a key, which the parser would quote.
    return [];
  }
}

function lost(what: string): Violation {
  return {
    problem: `${what} is in no secret of the stack, so that backups under it are lost with the server; wanted is an aws:secretsmanager SecretVersion with the same value`,
    fix: "keep the key as a SecretVersion's secretString, and take it from there",
  };
}
