import { sentObject } from "../../remote-sent";
import { unknown, verdictOf, violationsOf } from "../../support";
import { backup, datastore, job, storage } from "./pbs-sent";

const rule = "pbs-datastore-offsite";
const told =
  "datastore: datastore store: no sync job and no offsite export of the stack takes its backups to another place; wanted is one. Fix: add a sync job to another server or to a datastore on S3, or an offsite export.";
const sync = (document: object, host?: string) =>
  job("sync-job", { store: "copy", "remote-store": "store", ...document }, host);
const push = (document: object = {}, host?: string) =>
  sync({ store: "store", remote: "pbs02", "sync-direction": "push", ...document }, host);
const exported = (config: object | undefined) =>
  sentObject({ kind: "offsite export", identity: "export", document: { config } });
const target = (backend?: string, host?: string) => ({
  ...datastore({ name: "copy", backend }, host),
  name: "copy",
});
const onS3 = "bucket=b,client=aws,type=s3";

describe(rule, () => {
  it.each([
    ["is pushed to another server", [push()]],
    ["another server pulls", [sync({ remote: "pbs01" }, "pbs02")]],
    ["is exported", [exported({ repository: "offsite@pbs!export@localhost:8007:store" })]],
    ["no backup job writes to", [storage()]],
  ])("passes a datastore that %s", async (_what, others) => {
    expect(await violationsOf(rule, [datastore(), ...others])).toEqual([]);
  });

  it("passes one that is copied into a datastore on S3, and that one as well", async () => {
    expect(await violationsOf(rule, [datastore(), target(onS3), sync({})])).toEqual([]);
    expect(await violationsOf(rule, [target(onS3)])).toEqual([]);
  });

  it("passes one that holds copies alone", async () => {
    const pulled = sync({ store: "store", "remote-store": "main", remote: "pbs02" });
    const below = sync({ store: "store", "remote-store": "main", remote: "pbs02", ns: "copies" });

    expect(await violationsOf(rule, [datastore(), pulled])).toEqual([]);
    expect(await violationsOf(rule, [datastore(), below])).toEqual([]);
    expect(
      await violationsOf(rule, [datastore(), pulled, storage({ namespace: "own" }), backup()]),
    ).toEqual([told]);
  });

  it.each([
    ["nothing takes it", []],
    ["something pushes another", [push({ store: "other" })]],
    ["something pushes one of that name", [push({}, "pbs03")]],
    ["a push comes once", [push({ schedule: "2020-01-01" })]],
    ["a push has no schedule", [push({ schedule: undefined })]],
    ["a server pulls another", [sync({ remote: "pbs01", "remote-store": "other" }, "pbs02")]],
    ["a job has no schedule", [sync({ remote: "pbs01", schedule: "" }, "pbs02")]],
    ["its own server pulls one of that name", [sync({ remote: "pbs02" })]],
    [
      "something else is pushed to one of that name",
      [sync({ remote: "pbs01", "sync-direction": "push" }, "pbs02")],
    ],
    ["an export reads another", [exported({ repository: "a@pbs@localhost:8007:other" })]],
    ["an export says no repository", [exported({}), exported(undefined)]],
    ["what copies it is not known to be there", [sync({})]],
    [
      "what copies one of that name is another server's",
      [target(onS3, "pbs02"), sync({}, "pbs02")],
    ],
  ])("fails where %s", async (_what, others) => {
    expect(await violationsOf(rule, [datastore(), ...others])).toEqual([told]);
  });

  it("fails where it is copied onto another disk of the house", async () => {
    const violations = await violationsOf(rule, [datastore(), target(), sync({})]);

    expect(violations).toEqual([told]);
    expect(await violationsOf(rule, [datastore(), target(onS3), sync({ store: "third" })])).toEqual(
      [told],
    );
  });

  it("says what is not known yet", async () => {
    const sent = [datastore(), { ...push(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of job is not known yet"),
    });
  });
});
