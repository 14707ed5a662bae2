import { brokenRules, exitCodeOf, openParts, type Verdict } from "../../../commands/policy/verdict";
import { verdictJson } from "../../../commands/policy/verdict-json";
import { type Finding } from "../../../model/finding";
import { judgement, open, rule, verdict, violation } from "./support";

const finding = (severity: Finding["severity"]): Finding => ({
  ...{ severity, path: "backup:vault", message: "is old", fix: "renew it" },
});
const advisory = rule("bucket-tagged", { level: "advisory" });
const rules = [rule("bucket-kept"), advisory];
const refusedFile: Verdict = {
  ...{ subject: "Pulumi.lab.yaml", kind: "file", plan: [finding("error")], missingIdentities: [] },
};

describe("the exit code", () => {
  it.each<[string, 0 | 1, Verdict]>([
    ["nothing is wrong", 0, verdict()],
    ["an advisory rule is broken", 0, verdict({ rules, violations: [violation("bucket-tagged")] })],
    ["a mandatory rule is broken", 1, verdict({ rules, violations: [violation("bucket-kept")] })],
    ["a file is judged again at the update", 0, verdict({ notJudged: [open()] })],
    ["a part of a state was not judged", 1, verdict({ notJudged: [open()] }, { kind: "state" })],
    ["all of a state is good", 0, verdict({}, { kind: "state" })],
    ["every rule is switched off", 1, verdict({ rules: [], switchedOff: ["bucket-kept"] })],
    ["there was nothing to judge", 1, verdict({ resources: 0 })],
    ["the plan warns", 0, verdict({}, { plan: [finding("warning"), finding("note")] })],
    ["the plan refuses", 1, verdict({}, { plan: [finding("error")] })],
    ["the plan refuses and nothing was judged", 1, refusedFile],
    ["nothing was judged", 1, { ...refusedFile, plan: [] }],
  ])("where %s is %d", (_what, code, given) => {
    expect(exitCodeOf(given)).toBe(code);
    expect(JSON.parse(verdictJson(given))).toMatchObject({ passes: code === 0 });
  });
});

describe("broken rules", () => {
  it("come mandatory before advisory, the worst first, and in their own order else", () => {
    const named = (
      name: string,
      severity: "critical" | "low" | "unspecified",
      level = "mandatory",
    ) => rule(name, { severity, level: level as "mandatory" });
    const asked = [
      ...[named("a", "critical", "advisory"), named("b", "low"), named("c", "critical")],
      ...[named("d", "unspecified"), named("e", "low"), named("f", "low")],
    ];
    const violations = ["a", "b", "c", "d", "e"].map((name) => violation(name));
    const broken = brokenRules(judgement({ rules: asked, violations }));
    expect(broken.map((one) => one.rule.name)).toEqual(["c", "b", "e", "d", "a"]);
  });

  it("have all that breaks them", () => {
    const violations = [
      ...[violation("bucket-kept"), violation("bucket-tagged")],
      violation("bucket-kept", { resource: "other" }),
    ];
    const [kept] = brokenRules(judgement({ rules, violations }));
    expect(kept!.violations.map((one) => one.resource)).toEqual(["logs", "other"]);
  });
});

describe("what was not judged", () => {
  it("stands once for each resource and property, with the rules that could not", () => {
    const notJudged = [
      ...[open({ rule: "b" }), open({ rule: "a" }), open({ rule: "a" })],
      ...[open({ property: "acl" }), open({ resource: "other" })],
    ];
    expect(
      openParts(judgement({ notJudged })).map((one) => [one.resource, one.property, one.rules]),
    ).toEqual([
      ["logs", "acl", ["bucket-kept"]],
      ["logs", "bucket", ["a", "b"]],
      ["other", "bucket", ["bucket-kept"]],
    ]);
  });

  it("is for every rule where one says so, with its reason", () => {
    const sealed = open({ reason: "is encrypted" });
    delete (sealed as { rule?: string }).rule;
    expect(openParts(judgement({ notJudged: [open(), sealed, open({ rule: "a" })] }))).toEqual([
      { resource: "logs", property: "bucket", reason: "is encrypted", rules: [] },
    ]);
  });
});

describe("a verdict as JSON", () => {
  it("has all of it, and its sums", () => {
    const violations = [
      ...[violation("bucket-kept"), violation("bucket-tagged"), violation("bucket-tagged")],
    ];
    const exceptions = [
      { rule: "a", resource: "b", reason: "c", until: "2026-12-31", isUsed: true },
    ];
    const given = verdict(
      {
        rules,
        violations,
        notJudged: [open(), open({ rule: "a" })],
        exceptions,
        switchedOff: ["x"],
      },
      { plan: [finding("note")], missingIdentities: ["backup:hosts.a.hostKey"] },
    );
    expect(JSON.parse(verdictJson(given))).toEqual({
      ...{ subject: "Pulumi.lab.yaml", kind: "file", passes: false },
      summary: { rules: 2, resources: 7, stopped: 1, advisories: 2, notJudged: 1 },
      violations: [
        { ...violations[0], level: "mandatory", severity: "high" },
        ...violations.slice(1).map((one) => ({ ...one, level: "advisory", severity: "high" })),
      ],
      ...{ rules, exceptions, switchedOff: ["x"], plan: [finding("note")] },
      notJudged: [
        {
          ...{ resource: "logs", property: "bucket" },
          reason: open().reason,
          rules: ["a", "bucket-kept"],
        },
      ],
      missingIdentities: ["backup:hosts.a.hostKey"],
    });
  });

  it("says what keeps it from being judged", () => {
    expect(JSON.parse(verdictJson(refusedFile))).toMatchObject({
      ...{ passes: false, rules: [], violations: [], plan: [finding("error")] },
      summary: { rules: 0, resources: 0, stopped: 0, advisories: 0, notJudged: 0 },
    });
  });
});
