import { sentObject } from "../../remote-sent";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { exportBy, minioBucket } from "./exports";
import { backup, datastore, job, namespace, storage } from "./pbs-sent";

const rule = "pbs-datastore-offsite";
const told =
  "datastore: datastore store: no sync job and no offsite export of the stack takes its backups to another place; wanted is one. Fix: add a sync job to another server or to a datastore on S3, or an offsite export.";
const sync = (document: object, host?: string) =>
  job("sync-job", { store: "copy", "remote-store": "store", ...document }, host);
const push = (document: object = {}, host?: string) =>
  sync({ store: "store", remote: "pbs02", "sync-direction": "push", ...document }, host);
const exported = (config: object = {}, more: object = {}) =>
  exportBy("offsite-export", "offsite export", { repository: onLocal, ...config }, more);
const onLocal = "offsite@pbs!export@localhost:8007:store";
const onPbs01 = { host: "pbs01" };
const remote = (host: string, at = "pbs01", name = at === "pbs01" ? "pbs02" : "pbs01") =>
  sentObject({
    ...{ kind: "pbs remote", identity: "remote", host: at },
    document: { name, host },
  });
const endpoint = (address: string, id = "aws", host = "pbs01") =>
  sentObject({
    kind: "pbs s3 endpoint",
    identity: "s3",
    host,
    document: { id, endpoint: address },
  });
const target = (backend?: string, host?: string) => ({
  ...datastore({ name: "copy", backend }, host),
  name: "copy",
});
const onS3 = "bucket=b,client=aws,type=s3";

describe(rule, () => {
  it.each([
    ["is pushed to another server", [push()]],
    ["another server pulls", [sync({ remote: "pbs01" }, "pbs02")]],
    ["is exported by its own server", [exported({}, onPbs01)]],
    ["is exported by another machine", [exported({ repository: "a@pbs!b@pbs01:8007:store" })]],
    ["is exported under another name", [exported({ repository: "a@pbs!b@[fd00::1]:8007:store" })]],
    ["is exported without a server's name", [exported({ repository: "store" }, onPbs01)]],
    ["is exported to another S3", [exported({ endpoint: "https://s3.example.org" }, onPbs01)]],
    ["is pushed to a server that the stack tells of", [push(), remote("10.0.0.2")]],
    ["is pushed where another remote leads to itself", [push(), remote("pbs01", "pbs01", "me")]],
    [
      "is pushed where another server's remote of that name leads here",
      [push(), remote("pbs01", "pbs03", "pbs02")],
    ],
    [
      "is exported under another name, whatever another server calls its own",
      [
        exported({ repository: "a@pbs!b@backup:8007:store" }),
        exportBy("offsite-export", "offsite export", { repository: "a@pbs!b@pbs02:8007:other" }),
        { ...datastore({ name: "other" }, "pbs02"), name: "other" },
      ],
    ],
    ["is pushed without some groups", [push({ "group-filter": ["exclude:group:vm/999"] })]],
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
    ["a push takes the groups that it names", [push({ "group-filter": ["type:vm"] })]],
    ["a push takes one group", [push({ "group-filter": "group:vm/100" })]],
    ["a push goes to itself", [push(), remote("pbs01")]],
    ["a push goes to itself by another name", [push(), remote("localhost")]],
    ["an export reads another", [exported({ repository: "a@pbs@localhost:8007:other" }, onPbs01)]],
    ["an export reads its own server, which is another", [exported()]],
    ["an export says no repository", [exported({ repository: undefined }, onPbs01)]],
    ["an export is disabled", [exported({}, { ...onPbs01, state: "disabled" })]],
    ["an export never begins", [exported({}, { ...onPbs01, calendar: "2020-01-01" })]],
    [
      "an export stays in the house",
      [exported({ endpoint: "https://fs01" }, onPbs01), minioBucket("fs01:9000")],
    ],
    ["what copies it is not known to be there", [sync({})]],
    [
      "what copies one of that name is another server's",
      [target(onS3, "pbs02"), sync({}, "pbs02")],
    ],
  ])("fails where %s", async (_what, others) => {
    expect(await violationsOf(rule, [datastore(), ...others])).toEqual([told]);
  });

  it("fails for the parts that nothing takes", async () => {
    const parts = [namespace("a"), namespace("a/b"), namespace("c")];
    const untaken = (what: string) => told.replace("its backups", what);
    const of = (...others: readonly Sent[]) =>
      violationsOf(rule, [datastore(), ...parts, ...others]);

    expect(await of(push())).toEqual([]);
    expect(await of(push({ ns: "a" }))).toEqual([untaken("namespace c")]);
    expect(await of(push({ ns: "a", "max-depth": 0 }))).toEqual([
      untaken("namespace a/b and namespace c"),
    ]);
    expect(await of(push({ ns: "a" }), exported({ namespace: "c" }, onPbs01))).toEqual([]);
    expect(await of(exported({ namespace: "a" }, onPbs01))).toEqual([
      untaken("namespace a/b and namespace c"),
    ]);
    expect(await of(sync({ remote: "pbs01", ns: "c", "remote-ns": "a" }, "pbs02"))).toEqual([
      untaken("namespace c"),
    ]);
    expect(await of()).toEqual([told]);
  });

  it("tells datastores of one name on two servers apart", async () => {
    const other = { ...datastore({}, "pbs02"), name: "other" };
    const of = (...others: readonly Sent[]) => violationsOf(rule, [datastore(), other, ...others]);
    const others = told.replace(/^datastore/, "other");

    expect(await of(exported({}, onPbs01))).toEqual([others]);
    expect(await of(exported({ repository: "a@pbs!b@PBS02:8007:store" }))).toEqual([told]);
    expect(await of(exported({ repository: "a@pbs!b@backup:8007:store" }))).toEqual([told, others]);
    const pulled = sync({ remote: "pbs01" }, "pbs03");
    expect(await of(pulled, remote("pbs02", "pbs03"))).toEqual([told]);
    expect(await of(pulled, remote("pbs01", "pbs03"))).toEqual([others]);
  });

  it.each([
    ["a MinIO of the stack", endpoint("fs01"), [told]],
    ["Amazon", endpoint("s3.amazonaws.com"), []],
    ["a MinIO of the stack that another datastore uses", endpoint("fs01", "minio"), []],
    ["a MinIO of the stack that another server uses", endpoint("fs01", "aws", "pbs02"), []],
  ])("knows whether a bucket is elsewhere, on %s", async (_where, at, wanted) => {
    const stored = datastore({ backend: onS3 });
    expect(await violationsOf(rule, [stored, at, minioBucket("fs01:9000")])).toEqual(wanted);
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
