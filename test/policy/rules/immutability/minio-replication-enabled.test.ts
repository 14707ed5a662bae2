import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "./support";

const rule = "minio-replication-enabled";
const replication = (document: object) => told("minio replication rule", { document });

describe(rule, () => {
  it("passes a rule that is on", async () => {
    expect(await violationsOf(rule, [replication({ status: "Enabled" })])).toEqual([]);
  });

  it.each([
    [{ status: "Disabled" }, '"Disabled"'],
    [{}, "unset"],
  ])("fails on %j", async (document, got) => {
    expect(await violationsOf(rule, [replication(document)])).toEqual([
      `object: document.status is ${got}, so that nothing is copied; wanted is Enabled. Fix: set status of the replication rule to Enabled.`,
    ]);
  });

  it("says of which rule it is not known yet, and nothing of other objects", async () => {
    const untold = { type: "command:remote:Command", name: "rule", props: { stdin: unknown } };

    expect(await verdictOf(rule, [untold, told("minio release", {})])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of rule is not known yet"),
    });
  });
});
