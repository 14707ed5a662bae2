import * as fs from "node:fs";
import { parse } from "yaml";
import { type DeclaredFile } from "../../../config/declared-file";
import { missingIdentities } from "../../../config/machine-identity";
import { secretFaults } from "../../../config/secrets";
import { isTree, shortened } from "../../../config/short-form";
import { type Fault } from "../../../model/fault";
import { isSealedWhole } from "../../keys/sealed-secrets";
import {
  completed,
  fingerprintPlaceholder,
  hostKeyPlaceholder,
  isSealed,
  opened,
  withValue,
} from "./placeholders";

/** A stack's configuration as the engine would hand it over, with placeholders for what nobody here may know. */
export interface StackConfiguration {
  /** By key, with `backup:` before those of the project. */
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Paths of identities that the file does not have yet, and that an update refuses to go without. */
  readonly missingIdentities: readonly string[];
  /** What is wrong with the places that secrets have in the file. */
  readonly faults: readonly Fault[];
}

type Tree = Readonly<Record<string, unknown>>;

const secretsKey = "backup:secrets";

/**
 * Reads the configuration of a stack's file of which the declaration is right.
 *
 * @param stack - its name, for messages
 */
export function stackConfiguration(
  file: string,
  { sound, short }: DeclaredFile,
  stack: string,
): StackConfiguration {
  // As Pulumi reads it.
  const { config = {} } = parse(fs.readFileSync(file, "utf8"), { merge: true }) as {
    config?: Tree;
  };
  const sealed = config[secretsKey] ?? {};
  const secrets = isSealedWhole(sealed) ? {} : opened(sealed, []);
  const identities = missingIdentities(sound, stack).map((fault) => shortened(fault, short).path);
  const opening = Object.entries(config).map(
    ([key, value]) => [key, opened(value, [key])] as const,
  );
  const whole: Tree = {
    ...identities.reduce<Tree>(withIdentity, Object.fromEntries(opening)),
    [secretsKey]: completed(sound, secrets),
  };
  return {
    values: Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, textOf(value)])),
    secretKeys: [...new Set([secretsKey, ...sealedKeys(config)])],
    missingIdentities: identities,
    faults: secretFaults(sound, secrets, stack).filter(({ message }) => message !== "is missing"),
  };
}

/** Objects as JSON, and everything else as it stands. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Names of machines have no dots. */
function withIdentity(config: Tree, path: string): Tree {
  const keys = path.split(".");
  const make = keys.at(-1) === "hostKey" ? hostKeyPlaceholder : fingerprintPlaceholder;
  return withValue(config, keys, make(path));
}

function sealedKeys(config: Tree): string[] {
  return Object.keys(config).filter((key) => holdsSecret(config[key]));
}

function holdsSecret(value: unknown): boolean {
  if (isSealed(value)) return true;
  return (isTree(value) || Array.isArray(value)) && Object.values(value).some(holdsSecret);
}
