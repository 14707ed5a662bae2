import * as fs from "node:fs";
import { type NewGuest, writeGuest } from "../../../sandbox/products/pve/state/guests";
import { ClusterNode } from "./cluster-node";
import { type Changes, envelopeOf } from "./declared";

const virtual: NewGuest = {
  ...{ vmid: 101, name: "db", node: "node01", type: "qemu" },
  volumes: {
    scsi0: "local-lvm:vm-101-disk-0,size=32G",
    scsi1: "local-lvm:vm-101-disk-1,size=500G",
    ide2: "local-lvm:vm-101-cloudinit,media=cdrom",
    ide3: "none,media=cdrom",
    efidisk0: "local-lvm:vm-101-disk-2,efitype=4m",
    unused0: "local-lvm:vm-101-disk-9",
  },
};
const container: NewGuest = {
  ...{ vmid: 201, name: "web", node: "node03", type: "lxc" },
  volumes: {
    rootfs: "local-lvm:vm-201-disk-0,size=8G",
    mp0: "local-lvm:vm-201-disk-1,mp=/srv,backup=1",
  },
};

let node: ClusterNode;
beforeEach(async () => {
  node = await ClusterNode.start();
  writeGuest(node.state, virtual);
  writeGuest(node.state, container);
  await addJob("images", "--vmid", "101");
  await addJob("containers", "--all", "1", "--exclude", "101");
});
afterEach(() => node.remove());

const addJob = (id: string, ...words: readonly string[]) =>
  node.by("pvesh", "create", "/cluster/backup", "--id", id, "--schedule", "daily", ...words);
const apply = async (changes: Changes = {}) =>
  node.run("apply", await envelopeOf("pve-coverage-check", changes));
const read = async (changes: Changes = {}) => {
  const run = await node.run("read", await envelopeOf("pve-coverage-check", changes));
  if (run.exitCode !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Readonly<Record<string, readonly string[]>>;
};
const excluded = async (changes: Changes = {}) => (await read(changes))["excludedDisks"];
const withVolumes = (guest: NewGuest, volumes: Readonly<Record<string, string>>): void =>
  writeGuest(node.state, { ...guest, volumes: { ...guest.volumes, ...volumes } });
const excludedDisk = { scsi1: "local-lvm:vm-101-disk-1,size=500G,backup=0" };
const named =
  "101 db on node01: scsi1 (local-lvm:vm-101-disk-1) is in no backup: its configuration says backup=0";

describe("a guest of which every disk is taken", () => {
  it("is covered, whatever CD drives, cloud-init, unused disks and firmware it has besides", async () => {
    expect(await read()).toEqual({
      ...{ unprotected: [], excludedDisks: [], absent: [], wrongAgents: [] },
    });
    expect((await apply()).exitCode).toBe(0);
  });

  it("is covered by a disk that says so itself, which the product gives a misleading reason for", async () => {
    withVolumes(virtual, { scsi1: "local-lvm:vm-101-disk-1,backup=1" });
    expect(await excluded()).toEqual([]);
  });
});

describe("a disk that no backup takes", () => {
  it("fails when it is applied, by guest, disk and reason, with what to do", async () => {
    withVolumes(virtual, excludedDisk);
    const { exitCode, stderr } = await apply();

    expect(exitCode).toBe(1);
    expect(stderr).toContain(named);
    expect(stderr).toMatch(/fix: .*backup=1.*excludedDisks/);
  });

  it("is drift once everything was applied, until it is mended", async () => {
    expect((await apply()).exitCode).toBe(0);
    withVolumes(virtual, excludedDisk);
    expect(await excluded()).toEqual([named]);

    writeGuest(node.state, virtual);
    expect(await excluded()).toEqual([]);
    expect((await apply()).exitCode).toBe(0);
  });

  it("is none while the stack's file exempts that disk of that guest, and no other", async () => {
    withVolumes(virtual, excludedDisk);
    expect(await excluded({ exemptDisks: ["101:scsi1"] })).toEqual([]);
    expect((await apply({ exemptDisks: ["101:scsi1"] })).exitCode).toBe(0);
    expect(await excluded({ exemptDisks: ["101:scsi10", "201:scsi1", "101:scsi0"] })).toEqual([
      named,
    ]);
    expect(await excluded({ exemptVmids: [101] })).toEqual([]);
  });

  it("is named once, however many jobs leave it out", async () => {
    await addJob("more", "--vmid", "101");
    withVolumes(virtual, excludedDisk);
    expect(await excluded()).toEqual([named]);
  });

  it("is named of a guest that nobody declared and that all jobs' remainder takes", async () => {
    writeGuest(node.state, {
      ...{ vmid: 301, name: "new", node: "node01", type: "qemu" },
      volumes: { virtio0: "local-lvm:vm-301-disk-0,backup=0" },
    });
    expect(await excluded()).toEqual([
      "301 new on node01: virtio0 (local-lvm:vm-301-disk-0) is in no backup: its configuration says backup=0",
    ]);
  });

  it("is a mount point without backup=1, which is left out by default, and one from the node", async () => {
    withVolumes(container, {
      mp1: "local-lvm:vm-201-disk-2,mp=/cache",
      mp2: "local-lvm:vm-201-disk-3,mp=/tmp,backup=0",
      mp3: "/mnt/shared,mp=/shared,backup=1",
    });
    expect(await excluded()).toEqual([
      "201 web on node03: mp1 (local-lvm:vm-201-disk-2) is in no backup: a mount point needs backup=1",
      "201 web on node03: mp2 (local-lvm:vm-201-disk-3) is in no backup: a mount point needs backup=1",
      "201 web on node03: mp3 (/mnt/shared) is in no backup: no job takes what is mounted from the node",
    ]);
    expect(await excluded({ exemptDisks: ["201:mp1", "201:mp2", "201:mp3"] })).toEqual([]);
  });

  it("is not asked of a guest whose only job is switched off, which has no backup at all", async () => {
    withVolumes(virtual, excludedDisk);
    await node.by("pvesh", "set", "/cluster/backup/images", "--enabled", "0");
    expect(await read()).toMatchObject({
      unprotected: ["101 db on node01: only jobs that are switched off select it"],
      excludedDisks: [],
    });
  });

  it("is found among thousands of guests, most with one that is exempt, and the first fifty are named", async () => {
    const vmids = Array.from({ length: 2000 }, (_, index) => 3000 + index);
    for (const vmid of vmids) {
      writeGuest(node.state, {
        ...{ vmid, name: `guest${vmid}`, node: "node03", type: "qemu" },
        volumes: { scsi0: `local-lvm:vm-${vmid}-disk-0`, scsi1: `local:vm-${vmid}-1,backup=0` },
      });
    }
    withVolumes(virtual, excludedDisk);
    const exemptDisks = vmids.slice(60).map((vmid) => `${vmid}:scsi1`);
    const { stderr } = await apply({ exemptDisks });
    expect(stderr).toContain(named);
    expect(stderr).toContain("; 3048 guest3048 on ");
    expect(stderr).not.toContain("; 3049 guest3049 on ");
    expect(stderr).toContain("; 11 more");
  });

  it("fails where the volumes of one job cannot be had, and takes no silence for an all-clear", async () => {
    const envelope = await envelopeOf("pve-coverage-check");
    const script = envelope.script.replace("$job/included_volumes", "$job/no_volumes");
    expect(script).not.toBe(envelope.script);
    expect((await node.run("read", { ...envelope, script })).exitCode).toBe(1);
  });
});

describe("a guest that a job selects and that is gone", () => {
  it("is named, and fails when it is applied", async () => {
    fs.rmSync(node.file("nodes/node01/qemu-server/101.conf"));
    expect(await read()).toMatchObject({
      absent: ["101: a job selects it, and the cluster has no such guest"],
    });
    expect((await apply()).exitCode).toBe(1);
  });
});

describe("a guest agent", () => {
  const on = ["1", "enabled=1", "enabled=1,fstrim_cloned_disks=1", "Yes,type=isa", "1,freeze-fs=1"];
  const off = [
    undefined,
    "0",
    "enabled=0,freeze-fs=1",
    "1,freeze-fs-on-backup=0",
    "enabled=1,freeze-fs=no",
    "1,guest-fsfreeze=off",
  ];
  const withAgent = (agent: string | undefined, vmid = 101) =>
    writeGuest(node.state, {
      ...virtual,
      vmid,
      ...(agent === undefined ? {} : { options: { agent } }),
    });
  const wrong = async (agents: Readonly<Record<string, boolean>>) =>
    (await read({ agents }))["wrongAgents"];

  it("is as declared, or is named, in every form that the product takes", async () => {
    const forms = [...on, ...off].map((agent, index) => ({ agent, vmid: 401 + index }));
    for (const { agent, vmid } of forms) withAgent(agent, vmid);
    const declared = (is: boolean) =>
      Object.fromEntries(forms.map(({ agent, vmid }) => [vmid, is === on.includes(agent ?? "")]));
    const told = (vmid: number, is: boolean) =>
      is
        ? `${vmid} db on node01: its guest agent freezes it for backups, and is declared to be off`
        : `${vmid} db on node01: its guest agent does not freeze it for backups, and is declared to be on`;

    expect(await wrong(declared(true))).toEqual([]);
    expect(await wrong(declared(false))).toEqual(
      forms.map(({ agent, vmid }) => told(vmid, on.includes(agent ?? ""))),
    );
  });

  it("is not that of a snapshot, nor of a description", async () => {
    withAgent(undefined);
    const file = node.file("nodes/node01/qemu-server/101.conf");
    fs.writeFileSync(file, `#agent: 1\n${fs.readFileSync(file, "utf8")}\n[before]\nagent: 1\n`);
    expect(await wrong({ 101: true })).toHaveLength(1);
  });

  it("is asked on whatever node its guest is, and fails when it is applied", async () => {
    fs.mkdirSync(node.file("nodes/node03/qemu-server"), { recursive: true });
    withAgent("0");
    const file = (name: string) => node.file(`nodes/${name}/qemu-server/101.conf`);
    fs.renameSync(file("node01"), file("node03"));
    const { exitCode, stderr } = await apply({ agents: { 101: true } });

    expect(exitCode).toBe(1);
    expect(stderr).toContain("101 db on node03: its guest agent does not freeze it");
  });

  it("is not asked where nobody declared it", async () => {
    withAgent("0");
    expect((await read())["wrongAgents"]).toEqual([]);
  });
});
