import { refusal } from "../api/api-error";
import { secretNames, type SecretName, type StorageSecrets } from "../state/storage-secrets";
import { generateKeyFile, keyReference } from "./encryption-key";

/** What a change of secrets leaves in `storage.cfg`, and what its answer shows this once. */
export interface SecretsChange {
  /** References to set; `undefined` removes one. */
  readonly references: Readonly<Record<string, string | undefined>>;
  /** The answer's `config`: a key that was given or generated. */
  readonly answer: Readonly<Record<string, string>>;
}

/** A secret's new value, `null` to remove it; what is absent stays. */
export type WantedSecrets = Readonly<Partial<Record<SecretName, string | null>>>;

type Keep = (storage: string, value: string, secrets: StorageSecrets) => SecretsChange;

const nothing: SecretsChange = { references: {}, answer: {} };

const keepers: Readonly<Record<SecretName, Keep>> = {
  password(storage, value, secrets) {
    secrets.write(storage, "password", value);
    return nothing;
  },
  "encryption-key"(storage, value, secrets) {
    const keyFile = value === "autogen" ? generateKeyFile() : value;
    const reference = keyReference(keyFile);
    if (value === "autogen") secrets.keepOldKey(storage);
    secrets.write(storage, "encryption-key", keyFile);
    return {
      references: { "encryption-key": reference },
      answer: { "encryption-key": keyFile },
    };
  },
  "master-pubkey"(storage, value, secrets) {
    secrets.write(storage, "master-pubkey", Buffer.from(value, "base64").toString("utf8"));
    return { references: { "master-pubkey": "1" }, answer: {} };
  },
};

/**
 * Keeps, replaces or removes the secrets of a PBS storage.
 *
 * @param hasKey - whether the storage has an encryption key before this change
 * @throws ApiError 500 for a key that cannot be used, or a master key without an encryption key
 */
export function changeSecrets(
  storage: string,
  wanted: WantedSecrets,
  secrets: StorageSecrets,
  hasKey: boolean,
): SecretsChange {
  if (wanted["master-pubkey"] && !(wanted["encryption-key"] ?? hasKey))
    throw refusal("'master-pubkey' can only be used together with 'encryption-key'");
  return secretNames
    .map((name) => change(storage, name, wanted[name], secrets))
    .reduce((all, one) => ({
      references: { ...all.references, ...one.references },
      answer: { ...all.answer, ...one.answer },
    }));
}

function change(
  storage: string,
  name: SecretName,
  value: string | null | undefined,
  secrets: StorageSecrets,
): SecretsChange {
  if (value === undefined) return nothing;
  if (value !== null) return keepers[name](storage, value, secrets);
  secrets.remove(storage, name);
  return { references: { [name]: undefined }, answer: {} };
}
