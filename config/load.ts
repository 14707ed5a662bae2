import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import { type z } from "zod";
import { FaultsError, type Fault } from "../model/fault";
import { faultsOf } from "./faults";
import { archiveDayFaults } from "./archive-days";
import { pveGapFaults } from "./pve-gaps";
import { referenceFaults, type SoundSections } from "./references";
import { type Declaration, estateSchema } from "./schema/estate";
import { secretsSchema, type SecretValues } from "./schema/secrets";
import { missingSecrets, setSecretCommand } from "./secrets";

/** The whole declaration of a stack: checked values, and the secrets beside them as a secret Output. */
export interface Estate extends Declaration {
  readonly secrets: pulumi.Output<SecretValues>;
}

const project = "backup";

/**
 * Reads and checks everything under `backup:` in the current stack's configuration.
 *
 * @throws FaultsError with every fault in it
 */
export function loadEstate(): Estate {
  const stack = pulumi.getStack();
  const { secrets: secretValues, ...given } = readConfiguration();
  const declared = checked(estateSchema, given, (path) => mendCommand(stack, path), false);
  const secrets = checked(
    secretsSchema,
    secretValues ?? {},
    (path) => setSecretCommand(stack, path),
    true,
  );
  const sound = soundSections(given);
  const faults = [
    ...declared.faults,
    ...secrets.faults,
    ...referenceFaults(sound),
    ...archiveDayFaults(sound),
    ...pveGapFaults(sound),
    ...missingSecrets(sound, secrets.value, stack),
  ];
  if (faults.length > 0 || !declared.value) {
    throw new pulumi.RunError(new FaultsError(`Pulumi.${stack}.yaml`, faults).message);
  }
  return {
    ...declared.value,
    secrets: new pulumi.Config(project).requireSecretObject<SecretValues>("secrets"),
  };
}

function readConfiguration(): Record<string, unknown> {
  const prefix = `${project}:`;
  const entries = Object.entries(allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), parsed(text)] as const);
  return Object.fromEntries(entries);
}

/** Pulumi hands objects over as JSON and everything else as it stands. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Sections that are right in themselves, so that faults between them are found although others are wrong. */
function soundSections(given: Record<string, unknown>): SoundSections {
  const sections = Object.entries(estateSchema.shape).flatMap(([key, schema]) => {
    const result = schema.safeParse(given[key]);
    return result.success ? [[key, result.data] as const] : [];
  });
  return Object.fromEntries(sections);
}

interface Checked<T> {
  readonly value?: T;
  readonly faults: readonly Fault[];
}

function checked<T>(
  schema: z.ZodType<T>,
  given: unknown,
  mend: (path: string) => string | undefined,
  secret: boolean,
): Checked<T> {
  const result = schema.safeParse(given);
  if (result.success) return { value: result.data, faults: [] };
  const prefix = secret ? `${project}:secrets.` : `${project}:`;
  return { faults: faultsOf(result.error, { prefix, given, secret, mend }) };
}

function mendCommand(stack: string, path: string): string | undefined {
  const hint = consoleHints.find(([pattern]) => pattern.test(path))?.[1];
  return hint && `${hint}; then write it to Pulumi.${stack}.yaml at ${path}`;
}

/** How to learn, on the machine itself, what only the machine knows. */
const consoleHints: readonly (readonly [RegExp, string])[] = [
  [
    /\.hostKey$/,
    "read it on the machine's own console: cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub",
  ],
  [/\.fingerprint$/, "read it on the server's own console: proxmox-backup-manager cert info"],
];
