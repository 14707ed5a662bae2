import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pbs-prune-job-minimum";
const job = (keep: object, parts: object = {}) => [
  told(
    "pbs prune-job",
    { id: "nightly", store: "s", schedule: "daily", ...keep, ...parts },
    { identity: "nightly" },
  ),
];

describe(rule, () => {
  it.each([
    ["weekly ones", { "keep-weekly": 6 }],
    ["weekly ones and the month's", { "keep-weekly": 5, "keep-monthly": 1 }],
    ["daily ones", { "keep-daily": 31 }],
    ["the last", { "keep-last": 6 }],
    ["every kind", { "keep-hourly": 24, "keep-daily": 7, "keep-weekly": 4, "keep-monthly": 6 }],
    ["years", { "keep-weekly": 2, "keep-yearly": 3 }],
  ])("passes a job that keeps enough of %s", async (_what, keep) => {
    expect(await violationsOf(rule, job(keep))).toEqual([]);
  });

  it.each([
    ["nothing to keep, for then it keeps everything", {}],
    ["0 of everything, which is the same", { "keep-last": 0 }],
    ["too little, if it is disabled", { "keep-last": 1, disable: true }],
    ["too little, if it is disabled in a word", { "keep-last": 1, disable: "yes" }],
  ])("passes a job that says %s", async (_what, keep) => {
    expect(await violationsOf(rule, job(keep))).toEqual([]);
  });

  it.each([
    ["keep-last", 1, "0", "0"],
    ["keep-last", 5, "4", "28"],
    ["keep-hourly", 5, "4", "28"],
    ["keep-daily", 5, "4", "28"],
    ["keep-weekly", 5, "22", "28"],
  ])("fails on %s %i, however often backups are made", async (option, count, daily, weekly) => {
    expect(await violationsOf(rule, job({ [option]: count }, { disable: false }))).toEqual([
      `subject: prune job nightly keeps too little however often backups are made: of daily backups the oldest is at times only ${daily} days old; wanted are 30, and of weekly backups the oldest is at times only ${weekly} days old; wanted are 30. Fix: raise its keep options until one of the two keeps enough, or take the job out.`,
    ]);
  });

  it("fails on four weeks and a month, which are 28 days at times", async () => {
    expect(await violationsOf(rule, job({ "keep-weekly": 4, "keep-monthly": 1 }))).toEqual([
      expect.stringMatching(
        /of daily backups .* only 22 days .* of weekly backups .* only 28 days/,
      ),
    ]);
  });

  it("takes each least from the pack's configuration", async () => {
    const weekly = job({ "keep-weekly": 6 });
    const yearly = job({ "keep-yearly": 3 });

    expect(await violationsOf(rule, weekly, { minimumDays: 35 })).toEqual([]);
    expect(await violationsOf(rule, weekly, { minimumDays: 36 })).toEqual([
      expect.stringContaining("only 35 days old; wanted are 36"),
    ]);
    expect(await violationsOf(rule, yearly)).toEqual([]);
    expect(await violationsOf(rule, yearly, { untouchedDays: 8 })).toEqual([
      expect.stringContaining("of weekly backups some go when they are 7 days old; wanted are 8"),
    ]);
  });

  it("says nothing of other documents", async () => {
    const other = told("pbs verify-job", { store: "s", "keep-last": 1 });

    expect(await violationsOf(rule, [other])).toEqual([]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ type: "command:remote:Command", props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });
});
