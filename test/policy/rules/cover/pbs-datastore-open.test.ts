import { unknown, verdictOf, violationsOf } from "../../support";
import { datastore, job } from "./pbs-sent";

const rule = "pbs-datastore-open";
const closed = (mode: unknown) => [datastore({ "maintenance-mode": mode })];

describe(rule, () => {
  it.each([undefined, ""])("passes maintenance-mode %j", async (mode) => {
    expect(await violationsOf(rule, closed(mode))).toEqual([]);
  });

  it.each([
    ["type=offline", "offline"],
    ["type=read-only,message=disks", "read-only"],
    ["offline", "offline"],
    ["message=disks,type=delete", "delete"],
    ["message=disks", "set"],
  ])("fails on %s", async (mode, told) => {
    expect(await violationsOf(rule, closed(mode))).toEqual([
      `datastore: stdin: document.maintenance-mode of datastore store is ${told}, which has no end: it takes no backups from now on; wanted is none. Fix: take maintenance-mode out, or add an exception for the days of the maintenance.`,
    ]);
  });

  it("passes one while a reviewed exception lasts", async () => {
    const until = new Date().toISOString().slice(0, 10);
    const exceptions = [{ resource: "datastore", reason: "disks are replaced", until }];

    expect(await violationsOf(rule, closed("type=read-only"), { exceptions })).toEqual([]);
  });

  it("says of which command the document is not known yet, and nothing of other objects", async () => {
    const sent = [{ ...datastore(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of datastore is not known yet"),
    });
    expect(await violationsOf(rule, [job("prune-job", { "maintenance-mode": "offline" })])).toEqual(
      [],
    );
  });
});
