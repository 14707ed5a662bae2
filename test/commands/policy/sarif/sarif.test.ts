import { type Place } from "../../../../commands/policy/sarif/place";
import { sarif } from "../../../../commands/policy/sarif/sarif";
import { type Verdict } from "../../../../commands/policy/verdict";
import { type Finding } from "../../../../model/finding";
import { open, rule, verdict, violation } from "../support";

const place: Place = { uri: "Pulumi.lab.yaml", lineOf: (name) => (name === "logs" ? 12 : 1) };
const finding: Finding = {
  ...{ severity: "warning", path: "backup:vault", message: "is 400 days old", fix: "renew it" },
};

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly Result[];
  readonly invocations: readonly object[];
}

/** The only run, as whoever reads the file finds it. */
function runOf(given: Verdict, environment: NodeJS.ProcessEnv = {}): Run {
  const { runs, version } = JSON.parse(JSON.stringify(sarif(given, place, environment))) as {
    runs: Run[];
    version: string;
  };
  expect(version).toBe("2.1.0");
  expect(runs).toHaveLength(1);
  return runs[0]!;
}

const resultsOf = (...given: Parameters<typeof verdict>) => runOf(verdict(...given)).results;
const hashes = (results: readonly Result[]) =>
  results.map((one) => one.partialFingerprints.primaryLocationLineHash);

const rules = [
  rule("bucket-kept", { severity: "critical", tags: ["CIS Controls v8: 3.4"] }),
  rule("bucket-tagged", { level: "advisory", severity: "low" }),
];

describe("SARIF", () => {
  it("has each rule with what it requires, what helps and how it is shown", () => {
    const { driver } = runOf(verdict({ rules })).tool;
    expect(driver).toMatchObject({ name: "test-pack", semanticVersion: "1.2.3" });
    expect(driver.rules).toMatchObject([
      {
        ...{ id: "bucket-kept", name: "bucket-kept" },
        shortDescription: { text: "What bucket-kept requires." },
        fullDescription: { text: "What bucket-kept requires. What helps with bucket-kept." },
        help: {
          text:
            "What bucket-kept requires.\nWhat helps with bucket-kept.\nSupports: CIS Controls v8: 3.4.\n" +
            "More: docs/rules.md#bucket-kept",
        },
        defaultConfiguration: { level: "error" },
        properties: { "security-severity": "9.5", tags: ["security", "CIS Controls v8: 3.4"] },
      },
      {
        ...{ id: "bucket-tagged", defaultConfiguration: { level: "warning" } },
        properties: { "security-severity": "2.0" },
      },
      { id: "plan", defaultConfiguration: { level: "warning" } },
    ]);
    expect(driver.rules[1]).not.toMatchObject({
      help: { text: expect.stringContaining("Supports") as string },
    });
  });

  it.each<[string, NodeJS.ProcessEnv, string | undefined]>([
    [
      "GitHub's CI",
      { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "a/b", GITHUB_SHA: "c0ffee" },
      "https://github.com/a/b/blob/c0ffee/docs/rules.md#bucket-kept",
    ],
    [
      "GitLab's CI",
      { CI_PROJECT_URL: "https://gitlab.com/a/b" },
      "https://gitlab.com/a/b/blob/HEAD/docs/rules.md#bucket-kept",
    ],
    // SARIF has absolute URIs alone.
    ["nobody who knows it", {}, undefined],
    ["a server without its project", { GITHUB_SERVER_URL: "https://github.com" }, undefined],
  ])("has the page of a rule from %s", (_who, environment, page) => {
    const pages = runOf(verdict({ rules }), environment).tool.driver.rules.map(
      (one) => (one as { helpUri?: string }).helpUri,
    );
    expect([pages[0], pages[2]]).toEqual([
      page,
      page?.replace("docs/rules.md#bucket-kept", "docs/plan.md"),
    ]);
  });

  it("has each violation with its level and the line that declares its resource", () => {
    const violations = [
      ...[violation("bucket-kept"), violation("bucket-tagged", { resource: "other" })],
    ];
    expect(resultsOf({ rules, violations })).toMatchObject([
      {
        ...{ ruleId: "bucket-kept", level: "error" },
        message: { text: "logs: acl: got public. Fix: set acl to private." },
        locations: [
          {
            physicalLocation: {
              ...{ artifactLocation: { uri: "Pulumi.lab.yaml" }, region: { startLine: 12 } },
            },
            logicalLocations: [{ fullyQualifiedName: "logs" }],
          },
        ],
      },
      {
        ...{ ruleId: "bucket-tagged", level: "warning" },
        locations: [{ physicalLocation: { region: { startLine: 1 } } }],
      },
    ]);
  });

  it("has what the plan says, where that stands in the file, but no notes", () => {
    const plan: Finding[] = [
      finding,
      { ...finding, severity: "error", at: "Pulumi.lab.yaml:7:3", got: "1" },
      { ...finding, severity: "note" },
    ];
    expect(resultsOf({}, { plan })).toMatchObject([
      {
        ...{ ruleId: "plan", level: "warning" },
        message: { text: "backup:vault: is 400 days old. Fix: renew it." },
        locations: [{ physicalLocation: { region: { startLine: 1 } } }],
      },
      {
        ...{ ruleId: "plan", level: "error" },
        message: { text: "backup:vault: is 400 days old (got 1). Fix: renew it." },
        locations: [{ physicalLocation: { region: { startLine: 7 } } }],
      },
    ]);
  });

  it("says whether anything was judged, and what was not", () => {
    expect(runOf(verdict({ notJudged: [open()] })).invocations).toEqual([
      {
        ...{ executionSuccessful: true, exitCode: 0 },
        toolExecutionNotifications: [
          {
            level: "note",
            message: {
              text: "Not judged by bucket-kept: bucket of logs is not known before the update",
            },
          },
        ],
      },
    ]);
    expect(runOf(verdict({ rules: [] })).invocations).toMatchObject([
      { executionSuccessful: false, exitCode: 1 },
    ]);
    const { judgement: _, ...refused } = verdict();
    expect(runOf(refused)).toMatchObject({
      invocations: [{ executionSuccessful: false }],
      results: [],
    });
  });
});

describe("the fingerprint of a result", () => {
  const one = violation("bucket-kept");
  const hashOf = (given: Partial<typeof one>) =>
    hashes(resultsOf({ rules, violations: [{ ...one, ...given }] }))[0];

  it("stays when the words of the rule change, or the stack is another", () => {
    expect(hashOf({ problem: "acl: got something else", fix: "do otherwise" })).toBe(hashOf({}));
    expect(hashOf({ urn: one.urn.replace("lab", "other") })).toBe(hashOf({}));
  });

  it.each<[string, Partial<typeof one>]>([
    ["rule", { rule: "bucket-tagged" }],
    ["resource", { resource: "other" }],
    ["type", { urn: one.urn.replace("Bucket::", "Other::") }],
    ["property", { problem: "policy: got public" }],
  ])("is another of another %s", (_what, given) => {
    expect(hashOf(given)).not.toBe(hashOf({}));
  });

  it("is another of a second one like it, and is there where a rule speaks of the stack", () => {
    const [first, second] = hashes(resultsOf({ rules, violations: [one, one] }));
    expect(first).toBe(hashOf({}));
    expect(second).not.toBe(first);
    expect(hashOf({ urn: "", resource: "the stack" })).toMatch(/^[0-9a-f]{16}:1$/);
  });

  it("of what the plan says stays from day to day", () => {
    const of = (message: string) => hashes(resultsOf({}, { plan: [{ ...finding, message }] }))[0];
    expect(of("is 401 days old")).toBe(of("is 400 days old"));
    expect(of("is gone")).not.toBe(of("is 400 days old"));
  });
});
