import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "./support";

const rule = "minio-replication-no-deletes";
const safe = { status: "Enabled", delete: "Disabled", "delete-marker": "Disabled" };
const replication = (document: object) => told("minio replication rule", { document });

describe(rule, () => {
  it("passes a rule that copies neither", async () => {
    expect(await violationsOf(rule, [replication(safe)])).toEqual([]);
  });

  it.each(["delete", "delete-marker"])("fails on a rule that copies %s", async (what) => {
    const { [what as keyof typeof safe]: _, ...unsaid } = safe;
    const problem = (got: string) => [
      `object: document.${what} is ${got}, so that what is deleted here goes from the copy too; wanted is Disabled. Fix: set ${what} of the replication rule to Disabled.`,
    ];

    expect(await violationsOf(rule, [replication({ ...safe, [what]: "Enabled" })])).toEqual(
      problem('"Enabled"'),
    );
    expect(await violationsOf(rule, [replication(unsaid)])).toEqual(problem("unset"));
  });

  it("tells both", async () => {
    expect(await violationsOf(rule, [replication({ status: "Enabled" })])).toHaveLength(2);
  });

  it("says of which rule it is not known yet, and nothing of other objects", async () => {
    const untold = { type: "command:remote:Command", name: "rule", props: { stdin: unknown } };

    expect(await verdictOf(rule, [untold, told("minio release", {})])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of rule is not known yet"),
    });
  });
});
