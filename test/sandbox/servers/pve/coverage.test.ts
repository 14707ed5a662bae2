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
        scsi0: "local-lvm:vm-101-disk-0,size=32G",
        scsi1: "local-lvm:vm-101-disk-1,backup=0",
        ide2: "none,media=cdrom",
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
  it("are a tree of its guests", async () => {
    await job("one", { vmid: "101,201" });
    const { data } = await pve.call("GET", "/cluster/backup/one/included_volumes");
    const volume = (id: string, name: string, included: number, reason: string) => ({
      id,
      name,
      included,
      reason,
    });
    expect(data).toEqual({
      children: [
        {
          id: 101,
          name: "db",
          type: "qemu",
          children: [
            volume("scsi0", "local-lvm:vm-101-disk-0", 1, "backup=yes"),
            volume("scsi1", "local-lvm:vm-101-disk-1", 0, "backup=no"),
          ],
        },
        {
          id: 201,
          name: "web",
          type: "lxc",
          children: [
            volume("rootfs", "local-lvm:vm-201-disk-0", 1, "rootfs"),
            volume("mp0", "local-lvm:vm-201-disk-1", 1, "enabled"),
            volume("mp1", "local-lvm:vm-201-disk-2", 0, "disabled"),
            volume("mp2", "/mnt/shared", 0, "not a volume"),
          ],
        },
      ],
    });
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
