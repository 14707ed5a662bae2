import { findingChanges } from "../../../commands/review/finding-changes";
import { ruleChanges, type Violation } from "../../../commands/review/verdicts";
import { type Finding } from "../../../model/finding";

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
  ...{ rule: "s3-bucket-own-key", level: "mandatory", resource: "vault", message: "has none" },
  ...change,
});

describe("rules of two verdicts", () => {
  it("are broken or mended resource by resource", () => {
    const other = violation({ resource: "logs" });
    expect(ruleChanges([violation()], [other])).toEqual({ broken: [other], mended: [violation()] });
  });

  it("are neither where only the words differ", () => {
    expect(ruleChanges([violation()], [violation({ message: "has another" })])).toEqual({
      ...{ broken: [], mended: [] },
    });
  });
});
