import { type PolicyPackConfig } from "@pulumi/policy";
import * as z from "zod";
import { mapRecord } from "../model/record";
import { lastDay } from "../model/last-day";
import { type Row } from "./row";

const levels = ["advisory", "mandatory", "disabled"] as const;

/**
 * A level among those that a rule can have. The engine itself takes `remediate` for any rule: one that puts nothing right
 * is mandatory then, whatever it was.
 *
 * @param why - why `remediate` is none of them
 */
function levelAmong<Level extends string>(allowed: readonly Level[], why: string) {
  return z.enum(allowed, {
    error: ({ input }) => {
      const got = `got ${JSON.stringify(input)}; allowed are ${allowed.map((one) => `"${one}"`).join(", ")}`;
      return input === "remediate" ? `${got}: ${why}` : got;
    },
  });
}

function levelOf({ rule }: Row) {
  return rule.remediate === undefined
    ? levelAmong(levels, "this rule puts nothing right itself")
    : levelAmong([...levels, "remediate"], "");
}

/** What is changed before it is sent is asked for rule by rule, after a look at what each of them changes. */
function levelOfAll(rows: readonly Row[]) {
  const names = remediating(rows).map(({ rule }) => rule.name);
  return levelAmong(
    levels,
    `few rules put right what they find; set it where it is wanted: ${names.join(", ") || "none can"}`,
  );
}

/** Those that put right what they find. */
export function remediating(rows: readonly Row[]): Row[] {
  return rows.filter(({ rule }) => rule.remediate !== undefined);
}

/**
 * What a configuration may say of each rule. The engine itself takes a misspelt rule or key without a word, and such a
 * file changes nothing that anybody wanted.
 *
 * @param today - `YYYY-MM-DD`; an exception that has ended, or ends in more than a year, is a fault
 */
function schemaOf(rows: readonly Row[], today: string) {
  const exception = z.strictObject({
    resource: z.string().min(1),
    reason: z
      .string()
      .min(10, "a reason that the next reviewer understands, of 10 characters or more"),
    until: z.iso
      .date("a day, YYYY-MM-DD")
      .refine((until) => until >= today, {
        error: ({ input }) =>
          `the exception ended on ${String(input)}; take it out, or have it reviewed and give it a later day`,
      })
      .refine((until) => until <= lastDay(today), {
        error: ({ input }) =>
          `the exception lasts until ${String(input)}, and ${lastDay(today)} is the latest day, a year from now; give it an earlier one, and have it reviewed again then`,
      }),
  });
  const rules = rows.map((row) => {
    const { rule, numbers } = row;
    const level = levelOf(row);
    const bounded = Object.entries(numbers).map(([key, { minimum, maximum }]) => [
      key,
      z.int().min(minimum).max(maximum).optional(),
    ]);
    const settings = z.strictObject({
      enforcementLevel: level.optional(),
      exceptions: z.array(exception).optional(),
      ...(Object.fromEntries(bounded) as Record<string, z.ZodType>),
    });
    return [rule.name, z.union([level, settings]).optional()] as const;
  });
  return z.strictObject({ all: levelOfAll(rows).optional(), ...Object.fromEntries(rules) });
}

/**
 * Reads what a file says of the pack, as `--policy-pack-config` takes it: by rule a level, or `enforcementLevel`, numbers
 * and `exceptions`.
 *
 * @param file - where the text is from, for messages
 * @throws Error with all faults at once: where, and what is allowed
 */
export function readConfiguration(
  text: string,
  file: string,
  rows: readonly Row[],
  today: string,
): PolicyPackConfig {
  return checkedConfiguration(json(text, file), file, rows, today);
}

/** The same of what was parsed already. */
export function checkedConfiguration(
  parsed: unknown,
  file: string,
  rows: readonly Row[],
  today: string,
): PolicyPackConfig {
  const { data, error } = schemaOf(rows, today).safeParse(parsed);
  if (!error) return data;
  throw new Error(
    `${file} does not configure the policy pack:\n${faultsOf(error)
      .map((one) => `  ${one}`)
      .join("\n")}`,
  );
}

/**
 * The same with a level wherever something is said of a rule. Of what a pack brings with it the engine takes a level that is
 * not said for the first that there is, advisory (Pulumi, `analyzer_plugin.go`, convertPolicyConfig): an exception for one
 * resource would open a mandatory rule to all of them.
 */
export function withLevels(
  configuration: PolicyPackConfig,
  rows: readonly Row[],
): PolicyPackConfig {
  const { all } = configuration;
  const common = typeof all === "string" ? all : undefined;
  const levels = new Map(rows.map(({ rule, level }) => [rule.name, level]));
  return mapRecord(configuration, (told, name) =>
    typeof told === "string" ? told : { enforcementLevel: common ?? levels.get(name), ...told },
  );
}

/** Whether a configuration leaves nothing of the pack. */
export function switchesEverythingOff(
  configuration: PolicyPackConfig,
  rows: readonly Row[],
): boolean {
  return rows.every(({ rule }) => levelIn(configuration, rule.name) === "disabled");
}

/** Whether a configuration leaves rules that advise, at most. */
export function stopsNothing(configuration: PolicyPackConfig, rows: readonly Row[]): boolean {
  return rows.every(({ rule, level }) =>
    ["disabled", "advisory"].includes(levelIn(configuration, rule.name) ?? level),
  );
}

/** Names of the mandatory rules that a configuration lets stop nothing any more: disabled, or told as advice. */
export function weakened(configuration: PolicyPackConfig, rows: readonly Row[]): string[] {
  return rows
    .filter(({ level }) => level === "mandatory")
    .map(({ rule }) => rule.name)
    .filter((name) => ["disabled", "advisory"].includes(levelIn(configuration, name) ?? ""));
}

/** What a configuration says of a rule's level; `undefined` where it leaves it alone. */
function levelIn(configuration: PolicyPackConfig, rule: string): string | undefined {
  const levelOf = (name: string) => {
    const told = configuration[name];
    return typeof told === "string" ? told : told?.enforcementLevel;
  };
  return levelOf(rule) ?? levelOf("all");
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Of a level or an object, what is wrong with the one that was meant; with the level where it is neither. */
function faultsOf({ issues }: z.ZodError, at: readonly PropertyKey[] = []): string[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code !== "invalid_union")
      return [`${path.map(String).join(".") || "the file"}: ${issue.message}`];
    const meant = issue.errors.find(
      (errors) => errors[0]?.path.length !== 0 || errors[0]?.code === "unrecognized_keys",
    );
    return faultsOf({ issues: meant ?? issue.errors[0] } as z.ZodError, path);
  });
}
