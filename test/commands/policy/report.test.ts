import { report, summary } from "../../../commands/policy/report";
import { type Finding } from "../../../model/finding";
import { open, rule, shownPaint, verdict, violation } from "./support";

beforeEach(() => (process.env["COLUMNS"] = "120"));
afterEach(() => delete process.env["COLUMNS"]);

const rules = [
  rule("bucket-kept", { severity: "critical" }),
  rule("bucket-tagged", { level: "advisory", severity: "low" }),
];
const shown = (...given: Parameters<typeof verdict>) => report(verdict(...given), shownPaint);

describe("a report for people", () => {
  it("has what stops, then advisories, then what nobody judged, then what is let pass", () => {
    const text = shown({
      rules,
      violations: [
        violation("bucket-tagged", { problem: "tags: got none", fix: "tag it" }),
        ...[violation("bucket-kept"), violation("bucket-kept", { resource: "other" })],
      ],
      notJudged: [open(), open({ resource: "other" }), open({ property: "acl", rule: "a" })],
      exceptions: [
        { rule: "a", resource: "logs", reason: "it moves", until: "2026-12-31", isUsed: true },
        { rule: "a", resource: "gone", reason: "it moved", until: "2026-12-30", isUsed: false },
      ],
      switchedOff: ["x", "w"],
    });
    expect(text).toBe(
      `<error>Stopped</>
  bucket-kept (critical): What bucket-kept requires.
      - logs: acl: got public
        fix: set acl to private
      - other: acl: got public
        fix: set acl to private

<warning>Advisories</>
  bucket-tagged (low): What bucket-tagged requires.
      - logs: tags: got none
        fix: tag it

<note>Not judged before the update</>
  acl is not known before the update
      of: logs
      by: a
  bucket is not known before the update
      of: logs, other
      by: bucket-kept

<note>Let pass for a time</>
  - logs by a until 2026-12-31: it moves
  - gone by a until 2026-12-30: it moved (no resource has that name: take the exception out)

<warning>Switched off</>
  w, x

<error>Pulumi.lab.yaml: 2 rules judged 7 resources: 2 stopped, 1 advisory, 3 not judged before the update</>`,
    );
  });

  it("is one line in green where nothing is to be said", () => {
    expect(shown({ rules: [rules[0]!], resources: 1 })).toBe(
      "<good>Pulumi.lab.yaml: 1 rule judged 1 resource: 0 stopped, 0 advisories, 0 not judged before the update</>",
    );
  });

  it("has every rule where a resource of a state is encrypted, and is red", () => {
    const { rule: _, property: __, ...sealed } = open({ reason: "is encrypted" });
    const text = shown({ notJudged: [sealed] }, { kind: "state" });
    expect(text).toContain(
      "<note>Not judged</>\n  the whole resource is encrypted\n      of: logs\n      by: every rule\n",
    );
    expect(text).toContain("<error>Pulumi.lab.yaml: 1 rule judged 7 resources: 0 stopped");
    expect(text).toMatch(/1 not judged<\/>$/);
  });

  it("names what placeholders stand for", () => {
    expect(shown({}, { missingIdentities: ["backup:hosts.a.hostKey"] })).toMatch(
      /^Placeholders stand for [^<]*:\s+backup:hosts.a.hostKey\n/,
    );
  });

  it("has what the plan says, but its notes", () => {
    const finding = (severity: Finding["severity"]): Finding => ({
      ...{ severity, path: `backup:${severity}`, message: "is old", fix: "renew it" },
    });
    const text = shown({}, { plan: [finding("note"), finding("warning")] });
    expect(text).toContain("The plan: no errors, 1 warning, 1 note\n");
    expect(text).toContain("<warning>Warnings (1)</>\n  backup:warning: is old\n");
    expect(text).not.toContain("backup:note");
  });
});

describe("the last line", () => {
  it("is red where everything is switched off", () => {
    const off = verdict({ rules: [], switchedOff: ["bucket-kept"] });
    expect(summary(off, shownPaint)).toBe(
      "<error>Pulumi.lab.yaml: nothing was judged, because every rule is switched off</>",
    );
  });

  it("is red where the plan refuses the file", () => {
    const { judgement: _, ...refused } = verdict();
    expect(summary(refused, shownPaint)).toBe(
      "<error>Pulumi.lab.yaml: nothing was judged, because the plan refuses it</>",
    );
  });
});
