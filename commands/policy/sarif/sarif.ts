import { createHash } from "node:crypto";
import { type Finding } from "../../../model/finding";
import { typeOf } from "../../drift/resource-name";
import { type RuleViolation } from "../judgement";
import { exitCodeOf, isJudged, openParts, type Verdict } from "../verdict";
import { type Place } from "./place";
import { planRule, planRuleId, type SarifLevel, sarifLevel, sarifRule } from "./rules";

/**
 * A verdict for views of code scanning: SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format").
 *
 * @param environment - of CI, which says where the project's pages are
 */
export function sarif(
  verdict: Verdict,
  place: Place,
  environment: NodeJS.ProcessEnv = process.env,
): object {
  const { judgement, plan } = verdict;
  const rules = judgement?.rules ?? [];
  const levels = new Map(rules.map(({ name, level }) => [name, sarifLevel(level)]));
  const [name = "policy", version] = judgement?.pack.split(" ") ?? [];
  const told = plan.filter(({ severity }) => severity !== "note");
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            ...{ name, ...(version === undefined ? {} : { semanticVersion: version }) },
            rules: [...rules.map((rule) => sarifRule(rule, environment)), planRule(environment)],
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: isJudged(verdict),
            exitCode: exitCodeOf(verdict),
            toolExecutionNotifications: notifications(verdict),
          },
        ],
        results: [
          ...withFingerprints(judgement?.violations ?? []).map(([violation, fingerprint]) =>
            result(violation, levels.get(violation.rule) ?? "error", place, fingerprint),
          ),
          ...told.map((finding) => planResult(finding, place)),
        ],
      },
    ],
  };
}

function result(
  { rule, resource, problem, fix }: RuleViolation,
  level: SarifLevel,
  place: Place,
  fingerprint: string,
): object {
  return {
    ...{ ruleId: rule, level },
    message: { text: `${resource}: ${problem}. Fix: ${fix}.` },
    ...location(place.uri, place.lineOf(resource), resource),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

function planResult({ path, at, message, severity, got, fix }: Finding, place: Place): object {
  const [, line = "1"] = /:(\d+):\d+$/.exec(at ?? "") ?? [];
  return {
    ruleId: planRuleId,
    level: severity === "error" ? "error" : "warning",
    message: {
      text: `${path}: ${message}${got === undefined ? "" : ` (got ${got})`}. Fix: ${fix}.`,
    },
    ...location(place.uri, Number(line), path),
    partialFingerprints: { primaryLocationLineHash: digest(planRuleId, path, wordsOf(message)) },
  };
}

function location(uri: string, startLine: number, fullyQualifiedName: string): object {
  const physicalLocation = { artifactLocation: { uri }, region: { startLine } };
  return {
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName }] }],
  };
}

/**
 * Each violation with what stays the same of it when the file is edited elsewhere, the stack is another or the words of
 * the rule are: rule, resource and property.
 */
function withFingerprints(violations: readonly RuleViolation[]) {
  const seen = new Map<string, number>();
  return violations.map((violation) => {
    const { rule, resource, urn, problem } = violation;
    const [property = ""] = problem.split(/[\s:]/);
    const own = digest(rule, urn === "" ? "" : typeOf(urn), resource, property);
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    return [violation, `${own}:${count}`] as const;
  });
}

/** Figures change from day to day. */
const wordsOf = (message: string) => message.replaceAll(/[\d.,]+/g, "0");

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

/** What nobody could judge is no result, and not nothing either. */
function notifications({ judgement }: Verdict): object[] {
  if (judgement === undefined) return [];
  return openParts(judgement).map(
    ({ resource, property = "the whole resource", reason, rules }) => ({
      level: "note",
      message: {
        text: `Not judged by ${rules.length === 0 ? "any rule" : rules.join(", ")}: ${property} of ${resource} ${reason}`,
      },
    }),
  );
}
