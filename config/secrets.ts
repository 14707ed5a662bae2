import { type Fault } from "../model/fault";
import { type SoundSections } from "./references";
import { type SecretValues } from "./schema/secrets";

/** Secrets that the rest of the declaration calls for and that are not set. */
export function missingSecrets(
  sections: SoundSections,
  secrets: SecretValues | undefined,
  stack: string,
): Fault[] {
  if (!secrets) return [];
  const needed: readonly (readonly [keyof SecretValues, readonly string[], string])[] = [
    [
      "pbsTokens",
      Object.keys(sections.pve?.storages ?? {}),
      "the token secret of that PVE storage",
    ],
    [
      "pbsEncryptionKeys",
      Object.keys(sections.pve?.storages ?? {}),
      "the client key of that PVE storage",
    ],
    [
      "minio",
      Object.keys(sections.minio?.sites ?? {}),
      "user and password of that site's administrator",
    ],
  ];
  return needed.flatMap(([kind, names, allowed]) =>
    names
      .filter((name) => !Object.hasOwn(secrets[kind] as object, name))
      .map((name) => ({
        path: `backup:secrets.${kind}.${name}`,
        message: "is missing",
        allowed,
        fix: setSecretCommand(stack, `backup:secrets.${kind}.${name}`),
      })),
  );
}

/** The command that sets a secret; its value is asked for, or read from standard input, never an argument. */
export function setSecretCommand(stack: string, path: string): string {
  const key = path.replace(/^backup:/, "").replace(/\.([^.[\]]*-[^.[\]]*)/g, '["$1"]');
  return `pulumi config set --stack ${stack} --secret --path '${key}' (the value on standard input)`;
}
