import { type Judgement } from "./judgement";
import { brokenRules, exitCodeOf, openParts, type Verdict, violationsOf } from "./verdict";

/** A verdict for programs, as one JSON document. */
export function verdictJson(verdict: Verdict): string {
  const { subject, kind, judgement = nothing, plan, missingIdentities } = verdict;
  const { exceptions, rules, switchedOff } = judgement;
  const violations = brokenRules(judgement).flatMap(({ rule: { level, severity }, violations }) =>
    violations.map((one) => ({ ...one, level, severity })),
  );
  const notJudged = openParts(judgement);
  const summary = {
    ...{ rules: rules.length, resources: judgement.resources },
    stopped: violationsOf(judgement, "mandatory").length,
    advisories: violationsOf(judgement, "advisory").length,
    notJudged: notJudged.length,
  };
  const document = {
    ...{ subject, kind, passes: exitCodeOf(verdict) === 0, summary, violations, notJudged },
    ...{ exceptions, plan, missingIdentities, rules, switchedOff },
  };
  return JSON.stringify(document, null, 2);
}

/** What was judged where the plan refuses the file. */
const nothing: Judgement = {
  ...{ pack: "", rules: [], switchedOff: [], resources: 0 },
  ...{ violations: [], notJudged: [], exceptions: [] },
};
