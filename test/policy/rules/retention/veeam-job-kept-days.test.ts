import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "veeam-job-kept-days";
const job = (retention?: object, more: object = {}) =>
  told("veeam agent job", { name: "j", ...(retention ? { retention } : {}) }, more);
const restoreDays = (keep: number) => ({ type: "RestoreDays", keep });

describe(rule, () => {
  it.each(["posix", "windows"] as const)("passes the least days, told to %s", async (name) => {
    const platform = name === "posix" ? { name } : { name, powershell: "pwsh.exe" };

    expect(await violationsOf(rule, [job(restoreDays(30), { platform })])).toEqual([]);
    expect(await violationsOf(rule, [job(restoreDays(29), { platform })])).toEqual([
      "subject: retention is RestoreDays, 29; wanted are RestoreDays, 30 or more. Fix: set retention.type to RestoreDays and retention.keep to 30 or more.",
    ]);
  });

  it.each([
    ["points", { type: "RestorePoints", keep: 90 }, "RestorePoints, 90;"],
    ["days without a number", { type: "RestoreDays" }, "RestoreDays, 0;"],
    ["nothing", undefined, "by nothing, 0;"],
  ])("fails on a retention by %s", async (_what, retention, got) => {
    expect(await violationsOf(rule, [job(retention)])).toEqual([
      expect.stringContaining(`retention is ${got}`),
    ]);
  });

  it("takes another least from the pack's configuration", async () => {
    expect(await violationsOf(rule, [job(restoreDays(30))], { minimumDays: 31 })).toEqual([
      expect.stringContaining("wanted are RestoreDays, 31 or more"),
    ]);
  });

  it("says nothing of other documents", async () => {
    expect(await violationsOf(rule, [told("veeam encryption key", {})])).toEqual([]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ ...job(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });
});
