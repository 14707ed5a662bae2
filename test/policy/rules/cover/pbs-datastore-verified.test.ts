import { unknown, verdictOf, violationsOf } from "../../support";
import { datastore, job, namespace, storage } from "./pbs-sent";

const rule = "pbs-datastore-verified";
const verify = (document: object = {}, host?: string) =>
  job("verify-job", { "ignore-verified": false, schedule: "monthly", ...document }, host);
const again = (days: number, schedule = "daily") =>
  verify({ "ignore-verified": true, "outdated-after": days, schedule });
const told = (got: string, days = 35) =>
  `datastore: datastore store: its root has ${got}; wanted is one that verifies each backup again within ${days} days. Fix: add a verify job that verifies again what was verified once.`;

describe(rule, () => {
  it.each([
    ["all of it monthly", [verify()]],
    ["all of it on a weekday of each month", [verify({ schedule: "mon *-1..7 13:40" })]],
    ["daily what is older than 30 days", [again(30)]],
    ["without saying that it ignores the rest", [job("verify-job", { "outdated-after": 30 })]],
    ["new backups, and all of it monthly", [again(366), verify()]],
    ["all namespaces with the root", [namespace("a/b"), verify()]],
    ["the one namespace that is used", [namespace("a"), verify({ ns: "a" })]],
  ])("passes a datastore that is verified: %s", async (_what, jobs) => {
    expect(await violationsOf(rule, [datastore(), ...jobs])).toEqual([]);
  });

  it.each([
    ["no job", [], "no verify job"],
    ["verify-new alone", [], "no verify job"],
    [
      "new backups alone",
      [verify({ "ignore-verified": true })],
      "a verify job for new backups alone",
    ],
    ["new ones by default", [job("verify-job", {})], "a verify job for new backups alone"],
    ["no schedule", [verify({ schedule: undefined })], "a verify job without a schedule"],
    [
      "a schedule that is none",
      [verify({ schedule: "sometimes" })],
      "a verify job whose schedule sometimes does not come again",
    ],
    [
      "a schedule that ends",
      [verify({ schedule: "2026-01-01" })],
      "a verify job whose schedule 2026-01-01 does not come again",
    ],
    ["too seldom", [verify({ schedule: "quarterly" })], "a verify job that takes up to 92 days"],
    ["too late", [again(35)], "a verify job that takes up to 36 days"],
    [
      "too late by both",
      [again(30, "weekly"), job("verify-job", {})],
      "a verify job that takes up to 37 days, a verify job for new backups alone",
    ],
    ["another datastore", [verify({ store: "other" })], "no verify job"],
    ["another server", [verify({}, "pbs02")], "no verify job"],
    ["a namespace", [verify({ ns: "a" })], "no verify job"],
  ])("fails on a datastore with %s", async (_what, jobs, got) => {
    const sent = [datastore({ "verify-new": true }), ...jobs];

    expect(await violationsOf(rule, sent)).toEqual([told(got)]);
  });

  it("asks for it in each namespace, and where nothing is backed up now", async () => {
    const sent = [datastore(), namespace("a"), namespace("b"), verify({ ns: "a" })];

    expect(await violationsOf(rule, sent)).toEqual([
      expect.stringContaining("namespace b has no verify job"),
    ]);
    expect(await violationsOf(rule, [datastore(), storage()])).toEqual([told("no verify job")]);
  });

  it("goes by the days of the configuration", async () => {
    const sent = [datastore(), again(30)];

    expect(await violationsOf(rule, sent, { days: 31 })).toEqual([]);
    expect(await violationsOf(rule, sent, { days: 30 })).toEqual([
      told("a verify job that takes up to 31 days", 30),
    ]);
  });

  it("says what is not known yet", async () => {
    const sent = [datastore(), { ...verify(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of job is not known yet"),
    });
  });
});
