import { definePveClusters } from "../../../components/pve/clusters";
import {
  guestsOf,
  plannedCluster,
  type PlannedCluster,
  storageTo,
} from "../../../components/pve/planned";
import { type ClusterInstruction } from "../../../model/engines/pbs";
import { type Estate } from "../../../model/estate";

const job = (id: string, changes: Partial<ClusterInstruction> = {}): ClusterInstruction => ({
  job: id,
  place: "pbs-vm",
  items: [],
  schedule: "sun 01:00",
  catchAll: false,
  ...changes,
});

const places = {
  "pbs-vm": { engine: "pbs", store: "vm-backup" },
  "pbs-ct": { engine: "pbs", store: "container-backup", namespace: "lab" },
} as unknown as PlannedCluster["places"];

const storages = {
  vm: { place: "pbs-vm", username: "pve@pbs!cluster" },
  ct: { place: "pbs-ct", username: "pve@pbs!cluster" },
};

const guests = { db: { vmid: 101 }, web: { vmid: 201 }, old: { vmid: 901 } };

const planned = (instructions: readonly ClusterInstruction[], exemptions: object = {}) =>
  plannedCluster({ places, guests, instructions, exemptions: { ...exemptions } }, storages);

describe("a plan in the terms of a cluster", () => {
  it("has a storage for each, at the datastore and namespace of its place", () => {
    expect(planned([]).storages).toEqual({
      ct: { username: "pve@pbs!cluster", datastore: "container-backup", namespace: "lab" },
      vm: { username: "pve@pbs!cluster", datastore: "vm-backup", namespace: undefined },
    });
  });

  it("has a job for each of the plan's backups", () => {
    const { jobs } = planned([job("images", { items: ["web", "db"], place: "pbs-ct" })]);
    expect(jobs).toEqual({
      images: { storage: "ct", schedule: "sun 01:00", guests: { vmids: [101, 201] } },
    });
  });

  it("leaves to the job that catches all whatever no other one names, wherever it runs", () => {
    const { jobs, exemptVmids } = planned(
      [job("node01", { items: ["db"] }), job("elsewhere", { items: ["web"], catchAll: true })],
      { old: { reason: "retired" } },
    );
    expect(jobs["elsewhere"]?.guests).toEqual({ excludedVmids: [101, 901] });
    expect(exemptVmids).toEqual([901]);
  });

  it("never leaves out of the job that catches all what that one promises, though another names it too", () => {
    const { jobs } = planned([
      job("daily", { items: ["db", "web"], place: "pbs-ct" }),
      job("elsewhere", { items: ["web"], catchAll: true }),
    ]);
    expect(jobs["elsewhere"]?.guests).toEqual({ excludedVmids: [101] });
  });

  it("keep an exempt guest that has a class, and are checked for it", () => {
    const { jobs, exemptVmids } = planned(
      [job("node01", { items: ["db"] }), job("elsewhere", { items: ["web"], catchAll: true })],
      { web: { reason: "retired" }, old: { reason: "retired" } },
    );
    expect(jobs["elsewhere"]?.guests).toEqual({ excludedVmids: [101, 901] });
    expect(exemptVmids).toEqual([901]);
  });

  it("has no job that stores where no storage of the cluster leads: that is another cluster's", () => {
    expect(planned([job("images", { place: "elsewhere" })]).jobs).toEqual({});
  });

  it("fails on a place that two storages lead to, instead of taking one of them", () => {
    const second = { ...storages, again: { place: "pbs-ct", username: "pve@pbs!cluster" } };
    const instructions = [job("images", { place: "pbs-ct" })];
    expect(() => plannedCluster({ places, guests, instructions, exemptions: {} }, second)).toThrow(
      "more than one storage leads to pbs-ct: again, ct",
    );
  });

  it("takes exempt items that are no guests for nothing of the cluster's business", () => {
    expect(planned([], { "a-bucket": {} }).exemptVmids).toEqual([]);
  });

  it("knows the disks that are left out and the agents that are declared, but of exempt guests", () => {
    const scratch = { reason: "scratch space", expires: "2099-12-31" };
    const facts = {
      db: { vmid: 101, agent: true, excludedDisks: { scsi2: scratch, scsi1: scratch } },
      web: { vmid: 201, excludedDisks: { mp0: scratch } },
      mail: { vmid: 301, agent: false },
      old: { vmid: 901, agent: true, excludedDisks: { scsi0: scratch } },
    };
    const exemptions = { old: { reason: "retired" } };
    expect(
      plannedCluster({ places, guests: facts, instructions: [], exemptions }, storages),
    ).toMatchObject({
      exemptDisks: ["101:scsi1", "101:scsi2", "201:mp0"],
      agents: { 101: true, 301: false },
    });
  });
});

describe("the guests of a cluster", () => {
  const on = (node: string, ...classes: string[]) => ({ node, classes });
  const classes = { images: { place: "pbs-vm" }, elsewhere: { place: "nowhere" } };
  const guestNames = (nodes: Record<string, { cluster?: string }>, cluster: string) =>
    Object.keys(
      guestsOf(
        {
          guests: {
            ...{ db: on("node01"), web: on("node02", "images") },
            ...{ lost: on("gone", "elsewhere", "images"), other: on("gone", "elsewhere") },
          },
          nodes,
          classes,
        } as unknown as Estate,
        cluster,
        storages,
      ),
    );

  it("are all of them where there is one cluster", () => {
    expect(guestNames({ node01: {}, node02: {} }, "cluster")).toEqual([
      "db",
      "web",
      "lost",
      "other",
    ]);
  });

  it("are of several those on its nodes, and of those on no node that is declared what it backs up", () => {
    const nodes = { node01: { cluster: "first" }, node02: { cluster: "second" } };

    expect(guestNames(nodes, "first")).toEqual(["db", "lost"]);
    expect(guestNames(nodes, "second")).toEqual(["lost", "web"]);
    expect(guestNames({ node01: {}, node02: { cluster: "second" } }, "second")).toContain("web");
  });
});

describe("the clusters", () => {
  it("fail for jobs that none of them would run, and name each with its place", () => {
    const instructions = [job("images", { place: "here" }), job("others", { place: "there" })];
    const surroundings = { planned: { places, guests, exemptions: {} } } as never;

    expect(() => definePveClusters({}, instructions, surroundings)).toThrow(
      "no storage of a cluster leads where these jobs store: images to here, others to there",
    );
  });

  it("fail for a job whose place has no storage, where the storages of its cluster are looked through", () => {
    expect(() => storageTo("pbs-vm", {})).toThrow("no storage of the cluster leads to pbs-vm");
  });
});
