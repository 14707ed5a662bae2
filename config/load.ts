import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import { FaultsError, type Fault } from "../model/fault";
import { checkDeclaration } from "./declaration";
import { faultsOf } from "./faults";
import { type Identified, identified, missingIdentities } from "./machine-identity";
import { secretsSchema, type SecretValues } from "./schema/secrets";
import { missingSecrets, setSecretCommand } from "./secrets";

/** The whole declaration of a stack: checked values, and the secrets beside them as a secret Output. */
export interface LoadedEstate extends Identified {
  readonly secrets: pulumi.Output<SecretValues>;
}

const project = "backup";

/**
 * Reads and checks everything under `backup:` in the current stack's configuration.
 *
 * @throws RunError with every fault in it
 */
export function loadEstate(): LoadedEstate {
  const stack = pulumi.getStack();
  const { secrets: secretValues, ...given } = readConfiguration();
  const { declaration, sound, faults } = checkDeclaration(given);
  const secrets = checkSecrets(secretValues ?? {}, stack);
  const all = [
    ...faults,
    ...missingIdentities(sound, stack),
    ...secrets.faults,
    ...missingSecrets(sound, secrets.value, stack),
  ];
  if (all.length > 0 || !declaration) {
    throw new pulumi.RunError(new FaultsError(`Pulumi.${stack}.yaml`, all).message);
  }
  return {
    ...identified(declaration),
    // Checked above; parsed again for the defaults.
    secrets: new pulumi.Config(project)
      .requireSecretObject("secrets")
      .apply((given) => secretsSchema.parse(given)),
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

function checkSecrets(
  given: unknown,
  stack: string,
): { readonly value?: SecretValues; readonly faults: readonly Fault[] } {
  const result = secretsSchema.safeParse(given);
  if (result.success) return { value: result.data, faults: [] };
  const prefix = `${project}:secrets.`;
  const mendSecret = (path: string) => setSecretCommand(stack, path);
  return {
    faults: faultsOf(result.error, {
      schema: secretsSchema,
      prefix,
      given,
      secret: true,
      mend: mendSecret,
    }),
  };
}
