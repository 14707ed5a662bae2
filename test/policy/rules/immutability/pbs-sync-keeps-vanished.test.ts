import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "./support";

const rule = "pbs-sync-keeps-vanished";
const sync = (document: object) => told("pbs sync-job", { document });

describe(rule, () => {
  it.each([{}, { "remove-vanished": false }, { "remove-vanished": "0" }])(
    "passes %j",
    async (document) => {
      expect(await violationsOf(rule, [sync(document)])).toEqual([]);
    },
  );

  it.each([true, 1, "true", "1", "yes", "on"])("fails on %j", async (said) => {
    expect(await violationsOf(rule, [sync({ "remove-vanished": said })])).toEqual([
      "object: document.remove-vanished is true, so that what is deleted at the source goes from the copy too; wanted is false. Fix: take remove-vanished out of the sync job, and prune its copies by a job of their own.",
    ]);
  });

  it("says of which job it is not known yet, and nothing of other objects", async () => {
    const untold = { type: "command:remote:Command", name: "job", props: { stdin: unknown } };
    const other = told("pbs prune-job", { document: { "remove-vanished": true } });

    expect(await verdictOf(rule, [untold, other])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of job is not known yet"),
    });
  });
});
