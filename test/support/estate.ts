import * as pulumi from "@pulumi/pulumi";
import { openEnvelope } from "../../model/remote/envelope";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { markedAnswer } from "./answer-alone";
import { recordOptions, type SentOptions } from "./sent-options";

/** Not in the SDK's declarations, and the one way to wait until every resource is registered. */
const { waitForRPCs } = jest.requireActual<{ waitForRPCs: () => Promise<void> }>(
  "@pulumi/pulumi/runtime/settings",
);

const { getStore } = jest.requireActual<{
  getStore: () => {
    callbacks: {
      registerResourceHook(hook: pulumi.ResourceHook): Promise<void>;
      registerErrorHook(hook: pulumi.ErrorHook): Promise<void>;
      awaitStackRegistrations(): Promise<void>;
    };
  };
}>("@pulumi/pulumi/runtime/state");

/** A resource as the engine would have been asked to make it. */
export interface RegisteredResource {
  readonly type: string;
  readonly name: string;
  /** Inputs with the engine's marks around secrets. */
  readonly inputs: Record<string, unknown>;
  readonly options: SentOptions;
}

const secretMarker = "4dabf18193072939515e22adb298388d";

/** Inputs with secrets blacked out: what anybody may see. */
export function plainParts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainParts);
  if (value === null || typeof value !== "object") return value;
  if (secretMarker in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainParts(part)]));
}

/** A secret input as it was declared. */
export function unsealed(value: unknown): unknown {
  const sealed = value as { value?: unknown } | undefined;
  return typeof value === "object" && value !== null && secretMarker in value
    ? sealed?.value
    : value;
}

/**
 * Runs `program` under the SDK's mocks with `configuration` and returns everything it registered.
 *
 * @throws what the program threw
 */
export async function runProgram(
  configuration: Record<string, string>,
  program: () => unknown,
): Promise<RegisteredResource[]> {
  const registered: RegisteredResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const given = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: given, options: optionsOf(type, name) });
        return { id: `${name}-id`, state: { ...given, ...outputsOf(type, name, given) } };
      },
      call: ({ token }) => {
        throw new Error(`the program called ${token}, which has no mock`);
      },
    },
    "backup",
    "lab",
    false,
  );
  takeHooks();
  const optionsOf = recordOptions();
  setAllConfig(configuration, ["backup:secrets"]);
  await withoutStacks(async () => {
    try {
      program();
    } finally {
      // Also of a program that threw: what it had registered until then would reach the mocks of the next one.
      await waitForRPCs();
    }
  });
  return registered;
}

/** Error hooks of the program that ran last, by name. */
export const errorHooks = new Map<string, pulumi.ErrorHook>();

/** Hooks around its resources, by name. */
export const resourceHooks = new Map<string, pulumi.ResourceHook>();

/** The SDK's mocks have nobody who could call a hook; without this each resource with one would wait for a server. */
function takeHooks(): void {
  errorHooks.clear();
  resourceHooks.clear();
  getStore().callbacks = {
    registerResourceHook: async (hook: pulumi.ResourceHook) =>
      void resourceHooks.set(hook.name, hook),
    registerErrorHook: async (hook) => void errorHooks.set(hook.name, hook),
    awaitStackRegistrations: async () => undefined,
  };
}

/**
 * The SDK reads the stack of every promise and of every resource that it makes, of the latter without a limit, and Jest
 * maps each frame to its source: half of a run.
 */
async function withoutStacks(work: () => Promise<void>): Promise<void> {
  const { stackTraceLimit } = Error;
  const prepareStackTrace = Error.prepareStackTrace?.bind(Error);
  Object.assign(Error, { prepareStackTrace: String, stackTraceLimit: 0 });
  try {
    await work();
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}

/** What a host says that it has: what was wanted, and of a token its secret. */
function observedAfter(inputs: Record<string, unknown>): object {
  const envelope = openEnvelope(unsealed(inputs["stdin"]));
  return envelope?.kind === "pbs token"
    ? { ...envelope.document, value: "s3cr3t-token" }
    : { ...envelope?.document };
}

/** What a server would add to what was declared. */
function outputsOf(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const outputs: Record<string, Record<string, unknown>> = {
    "command:remote:Command": { stdout: markedAnswer(observedAfter(inputs)) },
    "aws:kms/key:Key": {
      arn: `arn:aws:kms:us-east-1:123456789012:key/${name}`,
      keyId: `${name}-id`,
    },
    "aws:sns/topic:Topic": {
      arn: `arn:aws:sns:us-east-1:123456789012:${String(inputs["name"])}`,
    },
    "aws:iam/accessKey:AccessKey": { secret: "s3cr3t-access" },
    "minio:index/iamUser:IamUser": { secret: "s3cr3t-replication", name: inputs["name"] },
  };
  return outputs[type] ?? {};
}
