import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "veeam-job-checked";
const job = (healthCheck?: unknown) => [told("veeam agent job", { healthCheck })];

describe(rule, () => {
  it("passes a job that is read again", async () => {
    const healthCheck = { schedule: "Weekly", days: ["Sunday"], time: "09:00:00" };

    expect(await violationsOf(rule, job(healthCheck))).toEqual([]);
  });

  it.each([
    ["none", null],
    ["nothing said of it", undefined],
    ["no days", { days: [] }],
    ["days left out", { schedule: "Monthly" }],
    ["days that are no list", { days: "Sunday" }],
  ])("fails on one with %s", async (_what, healthCheck) => {
    expect(await violationsOf(rule, job(healthCheck))).toEqual([
      "subject: healthCheck has no days, so nobody notices a backup that cannot be read before it is needed; wanted is one day of the week at least. Fix: give the job a health check on the days on which it ends.",
    ]);
  });

  it("says nothing of other documents", async () => {
    expect(await violationsOf(rule, [told("veeam encryption key", {})])).toEqual([]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ type: "command:remote:Command", props: { stdin: unknown } }];

    expect((await verdictOf(rule, sent)).notJudged).toContain("stdin of subject is not known yet");
  });
});
