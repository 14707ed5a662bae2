import { findingChanges } from "../../../commands/review/finding-changes";
import {
  ruleChanges,
  type Verdicts,
  verdictsOf,
  type Violation,
} from "../../../commands/review/verdicts";
import { type Finding } from "../../../model/finding";
import { judgement, open, rule, violation as violationOf } from "../policy/support";

const finding = (change: Partial<Finding> = {}): Finding => ({
  ...{ severity: "warning", path: "backup:places.disk", message: "is full", fix: "add disks" },
  ...change,
});

describe("findings of two plans", () => {
  it("are not told where both have them, wherever they stand in the file", () => {
    const moved = finding({ at: "Pulumi.lab.yaml:12:5" });
    expect(findingChanges([finding()], [moved])).toEqual({ fresh: [], gone: [], altered: [] });
  });

  it("are new, gone, or both where another matter takes the place of one", () => {
    const other = finding({ path: "backup:places.tape" });
    expect(findingChanges([], [finding()])).toMatchObject({ fresh: [finding()], gone: [] });
    expect(findingChanges([finding()], [])).toMatchObject({ fresh: [], gone: [finding()] });
    expect(findingChanges([finding()], [other])).toEqual({
      ...{ fresh: [other], gone: [finding()], altered: [] },
    });
  });

  it("say something else where only names and figures differ", () => {
    const [before, after] = ["3 of 4 disks", "4 of 4 disks"].map((got) => finding({ got }));
    expect(findingChanges([before!], [after!])).toEqual({
      ...{ fresh: [], gone: [], altered: [{ before, after }] },
    });
  });

  it("are new where they become worse", () => {
    const error = finding({ severity: "error" });
    expect(findingChanges([finding()], [error])).toMatchObject({
      fresh: [error],
      gone: [finding()],
    });
  });

  it("of one matter are paired as far as there are two", () => {
    const [one, two, three] = ["one", "two", "three"].map((message) => finding({ message }));
    expect(findingChanges([one!], [two!, three!])).toEqual({
      ...{ fresh: [three], gone: [], altered: [{ before: one, after: two }] },
    });
  });
});

const violation = (change: Partial<Violation> = {}): Violation => ({
  ...{ rule: "s3-bucket-own-key", level: "mandatory", resource: "vault" },
  ...{ message: "has none", fix: "give it one" },
  ...change,
});

const changes = (
  before: readonly Violation[],
  after: readonly Violation[],
  notJudged: Verdicts["notJudged"] = [],
  others: Partial<Verdicts> = {},
) =>
  ruleChanges(
    { violations: before, notJudged: [], ofStack: [], ...others },
    { ofStack: [], ...others, violations: after, notJudged },
  );

describe("rules of two verdicts", () => {
  it("are broken or mended resource by resource", () => {
    const other = violation({ resource: "logs" });
    expect(changes([violation()], [other])).toEqual({
      ...{ broken: [other], mended: [violation()], open: [], kept: [] },
    });
  });

  it("are neither where only the words differ", () => {
    const other = violation({ message: "has another" });
    expect(changes([violation()], [other])).toEqual({
      ...{ broken: [], mended: [], open: [], kept: [other] },
    });
  });

  it.each<[string, Verdicts["notJudged"], "open" | "mended"]>([
    ["this rule", [{ resource: "vault", rule: "s3-bucket-own-key" }], "open"],
    ["every rule", [{ resource: "vault" }], "open"],
    ["another rule", [{ resource: "vault", rule: "s3-bucket-key" }], "mended"],
    ["this rule of another resource", [{ resource: "logs" }], "mended"],
  ])("are mended only where they were judged: not %s", (_, notJudged, where) => {
    expect(changes([violation()], [], notJudged)[where]).toEqual([violation()]);
  });

  it("of the whole stack are mended only where all that they read is known, or was as unknown before", () => {
    const ofStack = ["s3-bucket-own-key"];
    const elsewhere = [{ resource: "export-job", property: "stdin", rule: "s3-bucket-own-key" }];
    const told = (others: Partial<Verdicts>) => changes([violation()], [], elsewhere, others);
    expect(told({ ofStack }).open).toEqual([violation()]);
    expect(told({}).mended).toEqual([violation()]);
    expect(told({ ofStack, notJudged: elsewhere }).mended).toEqual([violation()]);
  });

  it("are those of a judgement, with what helps, and without a name for the whole stack", () => {
    const found = judgement({
      rules: [rule("bucket-kept"), rule("stack-watched", { level: "advisory", sees: "stack" })],
      violations: [violationOf("stack-watched", { urn: "" }), violationOf("bucket-kept")],
      notJudged: [open()],
    });
    expect(verdictsOf(found)).toEqual({
      violations: [
        {
          ...{ rule: "bucket-kept", level: "mandatory", resource: "logs" },
          ...{ message: "acl: got public", fix: "set acl to private" },
        },
        {
          ...{ rule: "stack-watched", level: "advisory" },
          ...{ message: "acl: got public", fix: "set acl to private" },
        },
      ],
      notJudged: [{ resource: "logs", property: "bucket", rule: "bucket-kept" }],
      ofStack: ["stack-watched"],
    });
  });
});
