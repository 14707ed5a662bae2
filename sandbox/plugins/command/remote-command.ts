import { randomBytes } from "node:crypto";
import type {
  CallContext,
  CheckFailure,
  Properties,
  ResourceType,
} from "../protocol/resource-type";
import { parseUrn } from "../protocol/resource-urn";
import { readConnection } from "./connection";
import { parseHostKey } from "./host-key";
import { type RunOutput, runRemotely, type StreamName } from "./run";

/** The inputs of a checked `command:remote:Command`. */
interface Inputs {
  readonly connection: Properties;
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly stdin?: string;
  readonly environment?: Record<string, string>;
  readonly logging?: keyof typeof loggedStreams;
  readonly addPreviousOutputInEnv?: boolean;
}

const loggedStreams = {
  stdout: ["stdout"],
  stderr: ["stderr"],
  stdoutAndStderr: ["stdout", "stderr"],
  none: [],
} as const satisfies Record<string, readonly StreamName[]>;

const noOutput: RunOutput = { stdout: "", stderr: "" };

/** What the command before this one printed, under the names the official plugin gives it. */
function previousOutput(inputs: Inputs, previous: RunOutput): Record<string, string> {
  if (inputs.addPreviousOutputInEnv === false) return {};
  const variables = {
    PULUMI_COMMAND_STDOUT: previous.stdout,
    PULUMI_COMMAND_STDERR: previous.stderr,
  };
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/** Runs one of the three commands; where it is left out, nothing is run and the output stays what it was. */
async function run(
  command: string | undefined,
  inputs: Inputs,
  previous: RunOutput,
  context: CallContext,
): Promise<RunOutput> {
  if (command === undefined) return previous;
  return runRemotely(
    {
      connection: readConnection(inputs.connection),
      command,
      stdin: inputs.stdin ?? "",
      environment: inputs.environment ?? {},
      optionalEnvironment: previousOutput(inputs, previous),
      logged: loggedStreams[inputs.logging ?? "stdoutAndStderr"],
    },
    context,
  );
}

function checkHostKeys(inputs: Properties): CheckFailure[] {
  const connection = inputs["connection"] as Properties | undefined;
  const proxy = connection?.["proxy"] as Properties | undefined;
  const keys = { "connection.hostKey": connection, "connection.proxy.hostKey": proxy };
  return Object.entries(keys).flatMap(([property, endpoint]) => {
    try {
      if (endpoint?.["hostKey"] !== undefined) parseHostKey(endpoint["hostKey"] as string);
      return [];
    } catch (error) {
      return [{ property, reason: (error as Error).message }];
    }
  });
}

const outputOf = ({ stdout = "", stderr = "" }: Properties): RunOutput =>
  ({ stdout, stderr }) as RunOutput;

const endpoints = ["connection", "connection.proxy"];

/**
 * `command:remote:Command` as `@pulumi/command` 1.2.1 behaves: without `update`, a change runs `create` again; `delete`
 * runs with the connection and standard input of the state; there is no read, so a refresh leaves the state as it is.
 * A host key that cannot be parsed is refused at check, where the official plugin fails only when it dials.
 */
export const remoteCommand: ResourceType<undefined> = {
  token: "command:remote:Command",
  replaceOn: ["triggers"],
  secretOutputs: ["connection"],
  secretInputs: endpoints.flatMap((endpoint) =>
    ["password", "privateKey", "privateKeyPassword"].map((name) => `${endpoint}.${name}`),
  ),
  derivedOutputs: { stdout: ["create", "update"], stderr: ["create", "update"] },
  check: checkHostKeys,

  async create(_client, inputs, context) {
    const given = inputs as unknown as Inputs;
    const output = await run(given.create, given, noOutput, context);
    return {
      id: parseUrn(context.urn).name + randomBytes(4).toString("hex"),
      outputs: { ...inputs, ...output },
    };
  },

  async update(_client, id, prior, inputs, context) {
    const given = inputs as unknown as Inputs;
    const output = await run(given.update ?? given.create, given, outputOf(prior), context);
    return { id, outputs: { ...inputs, ...output } };
  },

  async read(_client, id, prior, declared) {
    return { id, outputs: prior, inputs: declared };
  },

  async delete(_client, _id, prior, context) {
    const given = prior as unknown as Inputs;
    await run(given.delete, given, outputOf(prior), context);
  },
};
