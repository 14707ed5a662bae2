import { type CallParameters, type RunningPve, seedGuests, startPve } from "./pve-server";

let pve: RunningPve;
beforeEach(async () => {
  pve = await startPve();
  seedGuests(pve, [
    { vmid: 201, name: "web", node: "node03", type: "lxc", pool: "lab" },
    { vmid: 101, name: "db", node: "node01", type: "qemu", volumes: ["scsi0", "scsi1"] },
    { vmid: 102, name: "mail", node: "node01", type: "qemu", pool: "lab" },
  ]);
});
afterEach(() => pve.stop());

const job = (id: string, parameters: CallParameters) =>
  pve.call("POST", "/cluster/backup", { id, schedule: "daily", storage: "pbs", ...parameters });
const uncovered = async () => {
  const { data } = await pve.call("GET", "/cluster/backup-info/not-backed-up");
  return (data as { vmid: number }[]).map(({ vmid }) => vmid);
};

describe("guests no job covers", () => {
  it("are all of them without a job", async () => {
    const { data } = await pve.call("GET", "/cluster/backup-info/not-backed-up");
    expect(data).toEqual([
      { vmid: 101, name: "db", type: "qemu" },
      { vmid: 102, name: "mail", type: "qemu" },
      { vmid: 201, name: "web", type: "lxc" },
    ]);
    expect((await pve.call("GET", "/cluster/backup-info")).data).toEqual([
      { subdir: "not-backed-up" },
    ]);
  });

  it.each<[string, CallParameters, number[]]>([
    ["all", { all: "1" }, []],
    ["all but one", { all: "1", exclude: "102" }, [102]],
    ["a list", { vmid: "101,201" }, [102]],
    ["a pool", { pool: "lab" }, [101]],
    ["all of one node", { all: "1", node: "node01" }, [201]],
    ["a job that is disabled", { all: "1", enabled: "0" }, []],
  ])("are those outside %s", async (_name, parameters, expected) => {
    await job("one", parameters);
    expect(await uncovered()).toEqual(expected);
  });

  it("are those outside every job together", async () => {
    await job("one", { vmid: "101" });
    await job("two", { vmid: "201" });
    expect(await uncovered()).toEqual([102]);
  });
});

describe("a job's volumes", () => {
  it("are a tree of its guests", async () => {
    await job("one", { vmid: "101,201" });
    const { data } = await pve.call("GET", "/cluster/backup/one/included_volumes");
    const volume = (id: string) => ({ id, name: id, included: 1, reason: "enabled" });
    expect(data).toEqual({
      children: [
        { id: 101, name: "db", type: "qemu", children: [volume("scsi0"), volume("scsi1")] },
        { id: 201, name: "web", type: "lxc", children: [] },
      ],
    });
  });

  it("fails for a pool nobody is in and for an unknown job", async () => {
    await job("one", { pool: "empty" });
    const answer = await pve.call("GET", "/cluster/backup/one/included_volumes");
    expect(answer.reason).toBe("pool 'empty' does not exist");
    expect((await pve.call("GET", "/cluster/backup/two/included_volumes")).status).toBe(400);
  });
});

describe("the cluster", () => {
  it("lists its nodes, guests and storages", async () => {
    await pve.call("POST", "/storage", {
      storage: "pbs-vm",
      type: "pbs",
      server: "pbs",
      datastore: "vm",
      nodes: "node01",
    });
    const { data } = await pve.call("GET", "/cluster/resources");
    expect((data as { id: string }[]).map(({ id }) => id)).toEqual([
      "qemu/101",
      "qemu/102",
      "lxc/201",
      "node/node01",
      "node/node03",
      "storage/node01/local",
      "storage/node03/local",
      "storage/node01/pbs-vm",
    ]);
    const nodes = await pve.call("GET", "/cluster/resources", { type: "node" });
    expect(nodes.data).toHaveLength(2);
  });

  it("answers its nodes and status", async () => {
    const nodes = (await pve.call("GET", "/nodes")).data as { node: string }[];
    const status = (await pve.call("GET", "/cluster/status")).data as { nodes?: number }[];
    expect(nodes.map(({ node }) => node)).toEqual(["node01", "node03"]);
    expect(status[0]).toMatchObject({ type: "cluster", nodes: 2, quorate: 1 });
    expect(status).toHaveLength(3);
  });

  it("has no guest without a seed file", async () => {
    const empty = await startPve();
    expect((await empty.call("GET", "/nodes")).data).toEqual([]);
    await empty.stop();
  });
});
