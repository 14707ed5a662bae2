import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "veeam-job-runs";
const daily = { type: "Daily", days: ["Sunday"], time: "03:00:00" };
const monthly = { type: "Monthly", day: "OnDay 1", months: ["May"], time: "03:00:00" };
const running = { enabled: true, scheduled: true, schedule: daily };
const job = (parts: object) => [told("veeam agent job", { ...running, ...parts })];

describe(rule, () => {
  it.each([daily, monthly])("passes a job that runs by $type", async (schedule) => {
    expect(await violationsOf(rule, job({ schedule }))).toEqual([]);
  });

  it.each(["enabled", "scheduled"])("fails on a job that is not %s", async (path) => {
    expect(await violationsOf(rule, job({ [path]: false }))).toEqual([
      `subject: ${path} is not true, so the job never runs by itself. Fix: set ${path} to true.`,
    ]);
    expect(await violationsOf(rule, job({ [path]: null }))).toHaveLength(1);
  });

  it.each([
    ["no days", { ...daily, days: [] }, "days"],
    ["days left out", { type: "Daily", time: "03:00:00" }, "days"],
    ["no schedule", null, "days"],
    ["days that are no list", { ...daily, days: "Sunday" }, "days"],
    ["no months", { ...monthly, months: [] }, "months"],
    ["days where months are asked for", { ...monthly, months: [], days: ["Sunday"] }, "months"],
  ])("fails on %s", async (_what, schedule, path) => {
    expect(await violationsOf(rule, job({ schedule }))).toEqual([
      `subject: schedule has no ${path}, so the job never runs by itself; wanted is one at least. Fix: give schedule.${path} the ${path} on which the job runs.`,
    ]);
  });

  it("names everything that is wrong", async () => {
    expect(await violationsOf(rule, [told("veeam agent job", {})])).toHaveLength(3);
  });

  it("says nothing of other documents", async () => {
    expect(await violationsOf(rule, [told("veeam encryption key", {})])).toEqual([]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ type: "command:remote:Command", props: { stdin: unknown } }];

    expect((await verdictOf(rule, sent)).notJudged).toContain("stdin of subject is not known yet");
  });
});
