import { createHash } from "node:crypto";
import { type Parameter } from "../windows/cmdlets/parameter";
import { secureStringType, textType } from "../windows/cmdlets/parameter-types";
import { wildcard } from "../windows/interpreter/evaluator/texts";
import { DateTime } from "../windows/interpreter/values/date-time";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { SecureString } from "../windows/interpreter/values/secure-string";
import { type Value } from "../windows/interpreter/values/value";
import { newId } from "./store";
import { type VeeamServer, veeamError } from "./server";
import { objectOrText, objectType, veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** The password's fingerprint is kept, the password is not: nothing reads it back. */
const fingerprint = "PasswordSha256";

function digest(password: SecureString): string {
  return createHash("sha256").update(password.reveal()).digest("hex");
}

/** What scripts see of a key. */
function shown(key: PsObject): PsObject {
  return veeamObject(
    "PSCryptoKey",
    key.entries.filter(([name]) => name !== fingerprint),
  );
}

function described(server: VeeamServer, pattern: string): readonly PsObject[] {
  const matches = wildcard(pattern);
  return server.store
    .all("PSCryptoKey")
    .filter((key) => matches.test(String(key.get("Description") ?? "")));
}

function changed(key: PsObject, entries: readonly (readonly [string, Value])[]): PsObject {
  const copy = veeamObject("PSCryptoKey", key.entries);
  for (const [name, value] of entries) copy.set(name, value);
  return copy;
}

const stamp = (server: VeeamServer): readonly [string, Value] => [
  "ModificationDateUtc",
  new DateTime(server.now(), "Utc"),
];

/** The stored key behind the object that a script holds. */
function stored(server: VeeamServer, key: PsObject): PsObject {
  const found = server.store.find("PSCryptoKey", String(key.get("Id")));
  if (found !== undefined) return found;
  throw veeamError(
    `The encryption key '${String(key.get("Description"))}' does not exist any more.`,
  );
}

/** Encryption keys, whose identity is their description. Source: the pages of these cmdlets. */
export function encryptionKeyCmdlets(server: VeeamServer): readonly VeeamCmdlet[] {
  const keyOrDescription = objectOrText(
    objectType("PSCryptoKey"),
    (text) => described(server, text)[0],
  );
  const key: Parameter = {
    name: "EncryptionKey",
    type: keyOrDescription,
    mandatory: true,
    position: 0,
    fromPipeline: true,
  };
  return [
    {
      name: "Add-VBREncryptionKey",
      parameters: [
        {
          name: "Password",
          type: secureStringType,
          mandatory: true,
          position: 0,
          fromPipeline: true,
        },
        { name: "Description", type: textType, position: 1 },
      ],
      run(_server, { given }) {
        const made = veeamObject("PSCryptoKey", [
          ["Id", newId()],
          ["Description", given.get("Description")],
          stamp(server),
          [fingerprint, digest(given.instance("Password", SecureString))],
        ]);
        server.store.put("PSCryptoKey", made);
        return shown(made);
      },
    },
    {
      name: "Get-VBREncryptionKey",
      parameters: [{ name: "Description", type: textType, fromPipeline: true }],
      run: (_server, { given }) =>
        described(server, String(given.get("Description", "*"))).map(shown),
    },
    {
      name: "Set-VBREncryptionKey",
      confirms: true,
      parameters: [
        key,
        { name: "Password", type: secureStringType },
        { name: "Description", type: textType },
      ],
      run(_server, { given }) {
        const before = stored(server, given.instance("EncryptionKey", PsObject));
        const password: readonly (readonly [string, Value])[] = given.has("Password")
          ? [[fingerprint, digest(given.instance("Password", SecureString))]]
          : [];
        const description: readonly (readonly [string, Value])[] = given.has("Description")
          ? [["Description", given.text("Description")]]
          : [];
        const after = changed(before, [...password, ...description, stamp(server)]);
        server.store.put("PSCryptoKey", after);
        return shown(after);
      },
    },
  ];
}
