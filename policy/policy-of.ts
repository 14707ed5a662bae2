import {
  type PolicyConfigSchema,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { frameworks, type Framework } from "./controls";
import { type Exception, holds, whyNot } from "./exception";
import { remediated } from "./remediation";
import { type Resource, resourceOf } from "./resource";
import { type Row } from "./row";
import { isFor, type Numbers, type Violation } from "./rule";
import { Stack } from "./stack";
import { notJudgedYet, UnknownIn } from "./unknown";

/** Where the table with each rule, its reasons and its controls is. */
const rulesPage = "docs/rules.md";

/** What a configuration says of a rule, as `configSchema` has it. */
type Configured = { readonly exceptions?: readonly Exception[] } & Readonly<
  Record<string, unknown>
>;

/**
 * A row of the table as the policy SDK wants it.
 *
 * @param told - what rules of the pack have said already that they do not know, so that one unknown document is one line
 *   and not one for each rule that reads it. Default: nothing
 */
export function policyOf(
  row: Row,
  told = new Set<string>(),
): ResourceValidationPolicy | StackValidationPolicy {
  const { rule, level, severity } = row;
  const named = {
    name: rule.name,
    description: rule.description,
    enforcementLevel: level,
    severity,
    remediationSteps: rule.remediation,
    url: `${rulesPage}#${rule.name}`,
    tags: tagsOf(row),
    configSchema: schemaOf(row),
  };
  return rule.sees === "stack"
    ? {
        ...named,
        validateStack: (args, report) => {
          const stack = new Stack(args.resources.map(resourceOf));
          tellUnknown(judgeAll(row, stack, args.getConfig(), report), told);
        },
      }
    : {
        ...named,
        ...remediationOf(row),
        validateResource: (args, report) => {
          if (!isFor(rule, args.type)) return;
          const alone = new Stack([resourceOf(args)]);
          tellUnknown(judgeAll(row, alone, args.getConfig(), report), told);
        },
      };
}

/** Nothing for a rule that puts nothing right: the SDK asks each that has one of every resource. */
function remediationOf({ rule }: Row): Pick<ResourceValidationPolicy, "remediateResource"> {
  if (rule.remediate === undefined) return {};
  return {
    remediateResource: (args) => {
      if (!isFor(rule, args.type)) return undefined;
      const { exceptions = [] } = args.getConfig<Configured>();
      return isExcepted(args.name, exceptions) ? undefined : remediated(rule, args);
    },
  };
}

/** Each is judged on its own: what is not known of one hides nothing that is wrong with another. */
function judgeAll(
  row: Row,
  stack: Stack,
  configured: Configured,
  report: ReportViolation,
): readonly UnknownIn[] {
  const { exceptions = [], ...given } = configured;
  // The engine fills defaults in; without an engine a missing number would make every comparison false.
  const numbers = { ...defaultsOf(row), ...given } as Numbers;
  const unknowns: UnknownIn[] = [];
  for (const resource of stack.resources.filter(({ type }) => isFor(row.rule, type))) {
    try {
      const violations = row.rule.judge(resource, numbers, stack);
      for (const one of violations) tell(resource, one, exceptions, report);
    } catch (error) {
      if (!(error instanceof UnknownIn)) throw error;
      unknowns.push(error);
    }
  }
  return unknowns;
}

/** @throws what the SDK turns into one line of the preview, where something is not known that nobody has told */
function tellUnknown(unknowns: readonly UnknownIn[], told: Set<string>): void {
  const untold = unknowns.filter(({ message }) => !told.has(message));
  for (const { message } of untold) told.add(message);
  if (untold.length > 0) throw notJudgedYet(untold);
}

function tell(
  resource: Resource,
  { problem, fix }: Violation,
  exceptions: readonly Exception[],
  report: ReportViolation,
): void {
  if (isExcepted(resource.name, exceptions)) return;
  const vain =
    exceptions
      .filter((one) => one.resource === resource.name)
      .map((one) => ` (${whyNot(one, dayOfToday())})`)
      .at(-1) ?? "";
  report(`${resource.name}: ${problem}${vain}. Fix: ${fix}.`, resource.urn);
}

/** Whether a reviewer lets a resource pass today. */
function isExcepted(name: string, exceptions: readonly Exception[]): boolean {
  const today = dayOfToday();
  return exceptions.some((one) => one.resource === name && holds(one, today));
}

const dayOfToday = () => new Date().toISOString().slice(0, 10);

function defaultsOf({ numbers }: Row): Numbers {
  return Object.fromEntries(Object.entries(numbers).map(([key, bounds]) => [key, bounds.default]));
}

function tagsOf({ controls }: Row): string[] {
  return Object.entries(controls).flatMap(([name, ids]) => {
    const { title, version } = frameworks[name as Framework];
    return ids.map((id) => `${title} ${version}: ${id}`);
  });
}

function schemaOf({ numbers }: Row): PolicyConfigSchema {
  const properties = Object.entries(numbers).map(
    ([key, bounds]) => [key, { type: "integer" as const, ...bounds }] as const,
  );
  return { properties: { ...Object.fromEntries(properties), exceptions: exceptionSchema } };
}

const exceptionSchema = {
  type: "array" as const,
  description: "Resources that a reviewer has let pass, each with a reason and its last day.",
  default: [],
  items: {
    type: "object" as const,
    required: ["resource", "reason", "until"],
    additionalProperties: false,
    properties: {
      resource: { type: "string" as const, minLength: 1 },
      reason: { type: "string" as const, minLength: 10 },
      until: { type: "string" as const, pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
  },
};
