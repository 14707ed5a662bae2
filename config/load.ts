import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import { type Estate } from "../model/estate";
import { FaultsError } from "../model/fault";
import { checkDeclaration } from "./declaration";
import { type Identified, identified, missingIdentities } from "./machine-identity";
import { placesHint } from "./places-hint";
import { secretsSchema, type SecretValues } from "./schema/secrets";
import { secretFaults } from "./secrets";
import { shortened } from "./short-form";
import { expandedSecrets } from "./short-secrets";

/** The whole declaration of a stack: checked values, and the secrets beside them as a secret Output. */
export interface LoadedEstate extends Identified {
  /** The same as the plan sees it. */
  readonly planned: Estate;
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
  const { declaration, estate, sound, faults, short } = checkDeclaration(given);
  const all = [
    ...faults,
    ...missingIdentities(sound, stack).map((fault) => shortened(fault, short)),
    ...secretFaults(sound, secretValues ?? {}, stack),
  ];
  if (all.length > 0 || !declaration || !estate) {
    const { message } = new FaultsError(`Pulumi.${stack}.yaml`, all);
    throw new pulumi.RunError(message + (faults.length > 0 ? placesHint(stack) : ""));
  }
  return {
    ...identified(declaration),
    planned: estate,
    // Checked above; parsed again for the defaults.
    secrets: new pulumi.Config(project)
      .requireSecretObject("secrets")
      .apply((values) => secretsSchema.parse(expandedSecrets(declaration, values).given)),
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
