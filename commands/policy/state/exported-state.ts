import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../../lib/progress/message-of";
import { type ExportedResource } from "../../drift/stack-export";
import { project } from "../program-run";

/** A resource of an exported state, as far as a policy pack is told of it. */
export interface StateResource extends ExportedResource {
  readonly outputs?: Record<string, unknown>;
  readonly protect?: boolean;
  /** Whether it is replaced already and only waits for its end: the engine judges it no more. */
  readonly delete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly string[];
}

/** A stack's state as `pulumi stack export` has it. */
export interface ExportedState {
  readonly stack: string;
  readonly resources: readonly StateResource[];
  /** URNs of what an update that was killed had begun. */
  readonly begun: readonly string[];
}

/** The only one that this Pulumi writes for what the project uses (`sdk/go/common/apitype`, DeploymentSchemaVersion). */
const knownVersion = 3;

const howTo = "make one with: pulumi stack export --show-secrets --stack NAME --file FILE";

/**
 * Reads a file that `pulumi stack export` has written.
 *
 * @throws Error that says what it is instead, and how to make one
 */
export function readState(file: string): ExportedState {
  return stateIn(parsed(read(file), file), path.basename(file));
}

function read(file: string): string {
  try {
    const { size } = fs.statSync(file);
    const isFile = fs.statSync(file).isFile();
    if (!isFile) throw new Error("it is no file");
    if (size === 0) throw new Error("it is empty");
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`the state in ${file} cannot be read: ${messageOf(error)}; ${howTo}`, {
      cause: error,
    });
  }
}

/** The parser's own message may quote a secret. */
function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is no JSON, so it is no state; ${howTo}`);
  }
}

/**
 * The state in a parsed export.
 *
 * @param name - of the file, for messages
 */
export function stateIn(exported: unknown, name: string): ExportedState {
  const { version, deployment } = record(exported);
  if (deployment === undefined || version === undefined)
    throw new Error(`${name} is no state: it has no version and deployment; ${howTo}`);
  if (version !== knownVersion)
    throw new Error(
      `${name} is a state of version ${JSON.stringify(version)}, and only version ${knownVersion} is understood here: ` +
        "nothing was judged",
    );
  const { resources, pending_operations: pending } = record(deployment);
  const known = listOf<StateResource>(resources, "resources", name).map((one) =>
    checked(one, name),
  );
  const [first] = known;
  if (first === undefined)
    throw new Error(`${name} is the state of a stack without resources: there is nothing to judge`);
  return {
    stack: partOf(first.urn, 0),
    resources: known,
    begun: listOf(pending, "pending_operations", name).map((one) => begunIn(one, name)),
  };
}

/** What Pulumi leaves out where there is none. */
function listOf<Part>(value: unknown, key: string, name: string): readonly Part[] {
  if (Array.isArray(value)) return value as readonly Part[];
  if (value === undefined || value === null) return [];
  throw new Error(`${name} is no state: its ${key} are no list; ${howTo}`);
}

/** An operation of which nobody can tell what it is about is no reason to leave it out. */
function begunIn(operation: unknown, name: string): string {
  const { urn } = record(record(operation)["resource"]);
  if (typeof urn === "string") return urn;
  throw new Error(
    `${name} is no state: it has a pending operation of a resource without URN; ${howTo}`,
  );
}

function checked(resource: StateResource, name: string): StateResource {
  const { urn, type } = record(resource);
  if (typeof urn !== "string" || typeof type !== "string" || !/^urn:pulumi:.*::.*::.*::/s.test(urn))
    throw new Error(`${name} is no state: it has a resource without URN or type; ${howTo}`);
  // Rules are asked by the type: under another one, a bucket would be judged by none of those for buckets.
  const ofUrn = partOf(urn, 2).split("$").at(-1);
  if (ofUrn !== type)
    throw new Error(
      `${name} is no state that Pulumi has written: a resource is of type ${type}, and of ${ofUrn} by its URN; ${howTo}`,
    );
  const found = partOf(urn, 1);
  if (found !== project)
    throw new Error(
      `${name} is a state of the project ${found}, and this pack is for ${project}: nothing was judged`,
    );
  return resource;
}

/** The stack, the project or the types in a URN: `urn:pulumi:STACK::PROJECT::TYPES::NAME`. */
function partOf(urn: string, index: 0 | 1 | 2): string {
  return urn.slice("urn:pulumi:".length).split("::")[index] ?? "";
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
