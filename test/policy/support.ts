import { type RegisteredResource } from "../support/estate";
import * as sdk from "@pulumi/policy";
import { policyOf } from "../../policy/policy-of";
import { type Row } from "../../policy/row";
import { rows } from "../../policy/table";
import { labResources } from "../protection/support";
import { unsealed } from "../support/estate";

/** A value that is not known before the update, as the engine hands it to a pack: a string's. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a program would send it. */
export interface Sent {
  readonly type: string;
  /** Default: `subject`. */
  readonly name?: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly provider?: Readonly<Record<string, unknown>>;
  /** Names of the resources that a property's value comes from, by property. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

/** What a rule says of a program. */
export interface Verdict {
  /** Violations as the engine hears them; empty if nothing is wrong. */
  readonly violations: readonly string[];
  /** Why it could not judge before the update; empty if it could. */
  readonly notJudged: string;
}

const { unknownCheckingProxy, UnknownValueError } = sdk as unknown as {
  unknownCheckingProxy: <Props>(props: Props) => Props;
  UnknownValueError: abstract new (...args: never) => Error;
};

/**
 * Runs a rule of the table as the SDK's server does: over its own proxy, which throws where something is not known, with
 * the defaults that the engine fills in.
 *
 * @throws Error if the table has no such rule
 */
export async function verdictOf(
  name: string,
  resources: readonly Sent[],
  configuration: object = {},
): Promise<Verdict> {
  const found = rows.find(({ rule }) => rule.name === name);
  if (!found) throw new Error(`the table has no rule ${name}`);
  const policy = policyOf(found);
  const violations: string[] = [];
  const told: string[] = [];
  const getConfig = () => ({ ...defaultsOf(found), ...configuration });
  const report = (message: string) => void violations.push(message);
  const called = calledOf(resources);
  const judge = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UnknownValueError)) throw error;
      told.push(error.message);
    }
  };
  if ("validateStack" in policy) {
    const args = { resources: called, getConfig } as unknown as sdk.StackValidationArgs;
    await judge(() => policy.validateStack(args, report));
  } else {
    for (const one of called) {
      const args = { ...one, getConfig } as unknown as sdk.ResourceValidationArgs;
      for (const validate of [policy.validateResource ?? []].flat())
        await judge(() => validate(args, report));
    }
  }
  return { violations, notJudged: told.join("\n") };
}

/** The violations alone. @throws Error if it could not judge, which most tests do not mean */
export async function violationsOf(
  name: string,
  resources: readonly Sent[],
  configuration: object = {},
): Promise<readonly string[]> {
  const { violations, notJudged } = await verdictOf(name, resources, configuration);
  if (notJudged !== "") throw new Error(`${name} could not judge: ${notJudged}`);
  return violations;
}

/** What the program sends for the lab's own file, for rules that must let it pass. */
export async function labSent(): Promise<Sent[]> {
  return (await labResources()).map(sentBy);
}

/** A resource that a program registers, as a pack gets it: components of ours alone have no provider. */
export function sentBy({ type, name, inputs, options }: RegisteredResource): Sent {
  const sent = { type, name, props: opened(inputs) as Sent["props"], protect: options.protect };
  return type.startsWith("backup:") ? sent : { ...sent, provider: {} };
}

/** A pack gets secrets unwrapped, at any depth. */
function opened(value: unknown): unknown {
  const open = unsealed(value);
  if (Array.isArray(open)) return open.map(opened);
  return typeof open === "object" && open !== null
    ? Object.fromEntries(Object.entries(open).map(([key, part]) => [key, opened(part)]))
    : open;
}

function defaultsOf({ numbers }: Row): object {
  return Object.fromEntries(Object.entries(numbers).map(([key, bounds]) => [key, bounds.default]));
}

function calledOf(resources: readonly Sent[]): object[] {
  const urnOf = ({ type, name = "subject" }: Sent) => `urn:pulumi:lab::backup::${type}::${name}`;
  const urns = new Map(resources.map((one) => [one.name ?? "subject", urnOf(one)]));
  return resources.map((one) => ({
    type: one.type,
    name: one.name ?? "subject",
    urn: urnOf(one),
    props: unknownCheckingProxy(one.props),
    opts: { protect: one.protect ?? false, ignoreChanges: one.ignoreChanges ?? [] },
    provider: one.provider && { props: unknownCheckingProxy(one.provider) },
    propertyDependencies: Object.fromEntries(
      Object.entries(one.from ?? {}).map(([key, names]) => [
        key,
        names.map((name) => ({ urn: urns.get(name) })),
      ]),
    ),
  }));
}
