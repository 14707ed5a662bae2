import { createRequire } from "node:module";
import * as path from "node:path";
import * as sdk from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { literalPattern } from "../../lib/literal-pattern";
import { projectRoot } from "../../lib/project-root";
import { policyOf } from "../../policy/policy-of";
import { type Row } from "../../policy/row";
import { rows } from "../../policy/table";
import { planFile } from "../plan/planned-file";
import { fileProgram } from "../policy/file-program";
import { type JudgedResource, type Properties } from "../policy/judged-resource";
import { previewed } from "../policy/preview/preview";

/** What a rule of the policy pack takes for all resources of a stack. */
export interface RuleCost {
  readonly rule: string;
  /** Of the processor. */
  readonly milliseconds: number;
}

/** What the rules take, the dearest first. */
export interface RuleCosts {
  readonly resources: number;
  readonly costs: readonly RuleCost[];
}

/** What the SDK's server does with what the engine sends; it exports neither with a type (1.21). */
const { deserializeProperties } = createRequire(__filename)("@pulumi/policy/deserialize") as {
  deserializeProperties: (properties: Struct, keepsSecrets: boolean) => Record<string, unknown>;
};
const { unknownCheckingProxy } = sdk as unknown as {
  unknownCheckingProxy: <Props>(props: Props) => Props;
};

/**
 * Runs each rule over at least so many resources: what a stack's file declares, again and again, each time under other
 * names.
 *
 * @throws Error if the file is refused, or the program does not come to its end
 */
export async function ruleCosts(file: string, count: number, today: string): Promise<RuleCosts> {
  const { run } = fileProgram(file, planFile(file, today), "bench");
  if (run === undefined)
    throw new Error(
      `${path.relative(projectRoot, file)} is refused: npm run plan -- --file says why`,
    );
  const resources = manyResources(await previewed(run), count);
  const called = resources.map(calledOf);
  const costs = rows.map((row) => ({ rule: row.rule.name, milliseconds: costOf(row, called) }));
  return {
    resources: resources.length,
    costs: costs.sort((one, other) => other.milliseconds - one.milliseconds),
  };
}

function costOf(row: Row, resources: readonly object[]): number {
  const policy = policyOf(row);
  const getConfig = () => ({});
  const before = process.cpuUsage();
  if ("validateStack" in policy) {
    const args = { resources, getConfig } as unknown as sdk.StackValidationArgs;
    judge(() => void policy.validateStack(args, ignored));
  } else {
    const validations = [policy.validateResource ?? []].flat();
    for (const validate of validations)
      for (const one of resources) {
        const args = { ...one, getConfig } as unknown as sdk.ResourceValidationArgs;
        judge(() => void validate(args, ignored));
      }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What it says is no matter here. */
const ignored = () => undefined;

/** What a rule cannot judge before an update, it says by an error; that took its time as well. */
function judge(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "props" in error)) throw error;
  }
}

/** Properties by which resources speak of each other. */
const naming = ["bucket", "identity", "name", "resourceId", "storage"];

/** Resources again and again, until there are so many; names that stand in several are the same in one copy. */
export function manyResources(
  resources: readonly JudgedResource[],
  count: number,
): readonly JudgedResource[] {
  const names = [...new Set(resources.flatMap(({ name, inputs }) => [name, ...namesIn(inputs)]))];
  const anyName = new RegExp(
    names
      .filter((name) => name.length > 3)
      .sort((one, other) => other.length - one.length)
      .map(literalPattern)
      .join("|"),
    "g",
  );
  const text = JSON.stringify(resources);
  const copies = Math.ceil(count / resources.length);
  return Array.from({ length: copies }, (_, copy) =>
    copy === 0
      ? resources
      : (JSON.parse(text.replace(anyName, `$&-${copy}`)) as readonly JudgedResource[]),
  ).flat();
}

function namesIn(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return naming.includes(key) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, part]) => namesIn(part, inner));
}

/** As the SDK hands a resource to a rule. */
function calledOf({
  type,
  name,
  urn,
  inputs,
  options,
  propertyDependencies,
}: JudgedResource): object {
  return {
    ...{ type, name, urn, props: propsOf(inputs) },
    opts: { protect: options.protect, ignoreChanges: options.ignoreChanges },
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, from]) => [
        key,
        from.map((one) => ({ urn: one })),
      ]),
    ),
  };
}

const propsOf = (properties: Properties) =>
  unknownCheckingProxy(
    deserializeProperties(Struct.fromJavaScript(properties as Record<string, never>), false),
  );
