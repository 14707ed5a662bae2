import { unknown, verdictOf, violationsOf } from "../../support";
import { backup, datastore, job, namespace, shellBackup, shellStorage, storage } from "./pbs-sent";

const rule = "pbs-datastore-pruned";
const prune = (document: object = {}, host?: string) =>
  job("prune-job", { "keep-weekly": 5, ...document }, host);
const told = (part: string) =>
  `datastore: datastore store: no prune job is at work in ${part}, so that it keeps everything until its disk is full; wanted is an enabled one with a schedule that keeps something by name. Fix: add a prune job for it.`;

describe(rule, () => {
  it.each([
    ["of a root", [prune()]],
    ["of a root alone", [prune({ "max-depth": 0 })]],
    ["that is said to be enabled", [prune({ disable: false })]],
    ["that a cluster backs up to", [prune({ "max-depth": 0 }), storage(), backup()]],
    ["of whose two jobs one reaches it", [prune({ ns: "other" }), prune()]],
    ["whose one namespace is pruned", [namespace("lab"), prune({ ns: "lab", "max-depth": 0 })]],
    ["whose namespaces are pruned from above", [namespace("lab"), namespace("lab/vm"), prune()]],
    ["that is pruned two levels down", [namespace("lab/vm"), prune({ "max-depth": 2 })]],
    ["that is pruned below a namespace", [namespace("a/b/c"), prune({ ns: "a", "max-depth": 2 })]],
  ])("passes a datastore %s", async (_what, others) => {
    expect(await violationsOf(rule, [datastore(), ...others])).toEqual([]);
  });

  it.each([
    ["there is none", []],
    ["it keeps nothing by name", [job("prune-job", {})]],
    ["it keeps nothing and has a depth", [job("prune-job", { "max-depth": 2 })]],
    ["it keeps none", [prune({ "keep-weekly": 0 })]],
    ["it is disabled", [prune({ disable: true })]],
    ["it is disabled in a word", [prune({ disable: "1" })]],
    ["it has no schedule", [prune({ schedule: undefined })]],
    ["its schedule is over", [prune({ schedule: "2020-01-01" })]],
    ["it has an empty schedule", [prune({ schedule: "" })]],
    ["it is for another datastore", [prune({ store: "other" })]],
    ["it is on another server", [prune({}, "pbs02")]],
    ["it is for a namespace", [prune({ ns: "lab" })]],
    ["it verifies", [job("verify-job", { "keep-weekly": 5 })]],
  ])("fails on a datastore without a job that prunes it: %s", async (_what, others) => {
    expect(await violationsOf(rule, [datastore(), ...others])).toEqual([told("its root")]);
  });

  it.each([
    ["of another name", prune({ ns: "labs" })],
    ["above, too far up", prune({ "max-depth": 1 })],
    ["above, of one level alone", prune({ ns: "lab", "max-depth": 0 })],
    ["below", prune({ ns: "lab/vm/100" })],
  ])("fails on a namespace whose job is for one %s", async (_what, pruned) => {
    expect(await violationsOf(rule, [datastore(), namespace("lab/vm"), pruned])).toEqual([
      told("namespace lab/vm"),
    ]);
  });

  it("tells of each part that something writes to", async () => {
    const sent = [
      datastore(),
      namespace("made"),
      storage({ namespace: "cluster" }),
      backup(),
      job("sync-job", { ns: "synced" }),
      job("sync-job", { ns: "pushed", "sync-direction": "push" }),
    ];

    expect(await violationsOf(rule, sent)).toEqual(
      ["cluster", "synced", "made"].map((one) => told(`namespace ${one}`)),
    );
  });

  it.each([
    ["the provider, told through a node's shell", storage, shellBackup],
    ["a node's shell, told by the provider", shellStorage, backup],
    ["a node's shell", shellStorage, shellBackup],
    [
      "the provider's former type",
      () => ({ ...storage(), type: "proxmoxve:storage/pbsLegacy:PbsLegacy" }),
      backup,
    ],
  ])("sees storages and jobs that are made by %s", async (_what, leads, writes) => {
    const lab = leads();
    expect(await violationsOf(rule, [datastore(), lab])).toEqual([]);
    expect(await violationsOf(rule, [datastore(), lab, writes()])).toEqual([told("its root")]);
    expect(await violationsOf(rule, [datastore(), lab, writes(), prune()])).toEqual([]);
  });

  it("sees the namespace that a node is told of", async () => {
    const sent = [datastore(), shellStorage({ namespace: "lab" }), shellBackup()];

    expect(await violationsOf(rule, sent)).toEqual([told("namespace lab")]);
    expect(await violationsOf(rule, [...sent, prune({ ns: "lab" })])).toEqual([]);
    expect(await violationsOf(rule, [...sent.slice(0, 2), shellBackup({ storage: "x" })])).toEqual(
      [],
    );
  });

  it("does not ask for one where no backup job uses the storage that leads there", async () => {
    expect(await violationsOf(rule, [datastore(), storage()])).toEqual([]);
    expect(await violationsOf(rule, [datastore(), storage(), backup({ storage: "x" })])).toEqual(
      [],
    );
    expect(await violationsOf(rule, [datastore(), storage(), backup()])).toEqual([
      told("its root"),
    ]);
    expect(await violationsOf(rule, [datastore(), storage({ datastore: "other" })])).toEqual([
      told("its root"),
    ]);
  });

  it("asks for one where a job uses one of two storages, or something else the same part", async () => {
    const idle = { ...storage({ resourceId: "idle" }), name: "idle" };

    expect(await violationsOf(rule, [datastore(), idle, storage(), backup()])).toHaveLength(1);
    expect(await violationsOf(rule, [datastore(), idle, job("sync-job", {})])).toHaveLength(1);
  });

  it("knows the job's storage also where it has no name yet", async () => {
    const from = { from: { storage: ["storage"] } };
    const nameless = [storage({ resourceId: unknown }), backup({ storage: unknown }, from)];

    expect(await violationsOf(rule, [datastore(), ...nameless])).toEqual([told("its root")]);
  });

  it("says what is not known yet", async () => {
    const sent = [datastore(), { ...prune(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of job is not known yet"),
    });
  });
});
