import { mkdirSync, renameSync } from "node:fs";
import * as path from "node:path";
import {
  type CallParameters,
  type RunningPve,
  seedGuests,
  startPve,
  writeUsers,
} from "./pve-server";

let pve: RunningPve;
beforeEach(async () => {
  pve = await startPve();
  seedGuests(pve, [
    {
      vmid: 201,
      name: "web",
      node: "node03",
      type: "lxc",
      volumes: {
        rootfs: "local-lvm:vm-201-disk-0,size=8G",
        mp0: "local-lvm:vm-201-disk-1,mp=/srv,backup=1",
        mp1: "local-lvm:vm-201-disk-2,mp=/cache",
        mp2: "/mnt/shared,mp=/shared,backup=1",
      },
    },
    {
      vmid: 101,
      name: "db",
      node: "node01",
      type: "qemu",
      volumes: {
        virtio0: "local-lvm:vm-101-disk-2,backup=1",
        scsi10: "local-lvm:vm-101-disk-4,backup=off",
        scsi0: "local-lvm:vm-101-disk-0,size=32G",
        scsi1: "local-lvm:vm-101-disk-1,backup=0",
        ide0: "local-lvm:vm-101-cloudinit,media=cdrom",
        ide2: "none,media=cdrom",
        efidisk0: "local-lvm:vm-101-disk-3,efitype=4m",
        unused0: "local-lvm:vm-101-disk-5",
        net0: "virtio=00:11,bridge=vmbr0",
      },
    },
    { vmid: 102, name: "mail", node: "node01", type: "qemu" },
  ]);
  writeUsers(pve.state, [
    "token:root@pam!pulumi:0:0::",
    "pool:lab::102,201::",
    "pool:empty::::",
    "user:auditor@pve:1:0:::::",
    "token:auditor@pve!read:0:0::",
    "role:Blind:Sys.Audit:",
    "acl:1:/:auditor@pve:Blind:",
    "acl:1:/vms/102:auditor@pve:PVEAuditor:",
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

  it("include one that left the job's node", async () => {
    await job("one", { all: "1", node: "node01" });
    await job("two", { vmid: "201" });
    expect(await uncovered()).toEqual([]);
    const file = (node: string) => path.join(pve.state, "nodes", node, "qemu-server", "101.conf");
    mkdirSync(path.dirname(file("node03")), { recursive: true });
    renameSync(file("node01"), file("node03"));
    expect(await uncovered()).toEqual([101]);
  });

  it("are hidden from who may not see them, so that an empty list is no all-clear", async () => {
    const path = "/cluster/backup-info/not-backed-up";
    const { data } = await pve.callAs("auditor@pve!read", "GET", path);
    expect(data).toEqual([{ vmid: 102, name: "mail", type: "qemu" }]);
  });

  it("are those outside every job together", async () => {
    await job("one", { vmid: "101" });
    await job("two", { vmid: "201" });
    expect(await uncovered()).toEqual([102]);
  });
});

describe("a job's volumes", () => {
  const volume = (id: string, name: string, included: number, reason: string) => ({
    ...{ id, name, included, reason, leaf: 1 },
  });
  const volumesOf = async (id: string) =>
    (await pve.call("GET", `/cluster/backup/${id}/included_volumes`)).data;

  it("are a tree of its guests, in the product's own order and words", async () => {
    await job("one", { vmid: "101,201,102" });
    expect(await volumesOf("one")).toEqual({
      children: [
        {
          ...{ id: 101, name: "db", type: "qemu", leaf: 0 },
          children: [
            volume("101:scsi0", "local-lvm:vm-101-disk-0", 1, "backup=yes"),
            volume("101:scsi1", "local-lvm:vm-101-disk-1", 0, "backup=no"),
            volume("101:scsi10", "local-lvm:vm-101-disk-4", 0, "backup=no"),
            // As in the product: the reason is whether there is a word on it, not which.
            volume("101:virtio0", "local-lvm:vm-101-disk-2", 1, "backup=no"),
            volume("101:efidisk0", "local-lvm:vm-101-disk-3", 0, "efidisk but no OMVF BIOS"),
          ],
        },
        { id: 102, name: "mail", type: "qemu", children: [], leaf: 1 },
        {
          ...{ id: 201, name: "web", type: "lxc", leaf: 0 },
          children: [
            volume("201:rootfs", "local-lvm:vm-201-disk-0", 1, "rootfs"),
            volume("201:mp0", "local-lvm:vm-201-disk-1", 1, "enabled"),
            volume("201:mp1", "local-lvm:vm-201-disk-2", 0, "disabled"),
            volume("201:mp2", "/mnt/shared", 0, "not a volume"),
          ],
        },
      ],
    });
  });

  it("take the variables of a firmware that is in use, and its TPM", async () => {
    seedGuests(pve, [
      {
        ...{ vmid: 103, name: "win", node: "node01", type: "qemu" },
        volumes: { tpmstate0: "local:vm-103-disk-1", efidisk0: "local:vm-103-disk-0" },
        options: { bios: "ovmf" },
      },
    ]);
    await job("one", { vmid: "103" });
    expect(await volumesOf("one")).toMatchObject({
      children: [
        {
          children: [
            volume("103:efidisk0", "local:vm-103-disk-0", 1, "backup=yes"),
            volume("103:tpmstate0", "local:vm-103-disk-1", 1, "backup=yes"),
          ],
        },
      ],
    });
  });

  it("are none of a guest that is listed and gone, whatever node the job is limited to", async () => {
    await job("one", { vmid: "999,201", node: "node01" });
    expect(await volumesOf("one")).toEqual({
      children: [{ id: 999, type: "unknown", leaf: 1 }],
    });
  });

  it("are hidden from who may not see their guest", async () => {
    await job("one", { vmid: "101,102" });
    const path = "/cluster/backup/one/included_volumes";
    const { data } = await pve.callAs("auditor@pve!read", "GET", path);
    expect((data as { children: { id: number }[] }).children.map(({ id }) => id)).toEqual([102]);
  });

  it("fails for a pool that does not exist and for an unknown job", async () => {
    await job("empty", { pool: "empty" });
    const nobody = await pve.call("GET", "/cluster/backup/empty/included_volumes");
    expect(nobody.data).toEqual({ children: [] });
    await job("one", { pool: "nowhere" });
    const answer = await pve.call("GET", "/cluster/backup/one/included_volumes");
    expect(answer.reason).toBe("pool 'nowhere' does not exist");
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

  it("has no guest and no node when nothing is configured", async () => {
    const empty = await startPve();
    expect((await empty.call("GET", "/nodes")).data).toEqual([]);
    await empty.stop();
  });
});
