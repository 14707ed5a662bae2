import * as fs from "node:fs";
import { writeGuest } from "../../../sandbox/products/pve/state/guests";
import { ClusterNode } from "./cluster-node";
import { envelopeOf } from "./declared";

const nothing = { unprotected: [], excludedDisks: [], absent: [], wrongAgents: [] };

let node: ClusterNode;
beforeEach(async () => {
  node = await ClusterNode.start();
  writeGuest(node.state, { vmid: 101, name: "db", node: "node01", type: "qemu" });
  writeGuest(node.state, { vmid: 201, name: "web", node: "node03", type: "lxc" });
  await addJob("one", "--vmid", "101");
  await addJob("three", "--all", "1", "--node", "node03");
});
afterEach(() => node.remove());

const addJob = (id: string, ...words: readonly string[]) =>
  node.by("pvesh", "create", "/cluster/backup", "--id", id, "--schedule", "daily", ...words);
const unprotected = async (exemptVmids: readonly number[] = []) => {
  const run = await node.run("read", await envelopeOf("pve-coverage-check", { exemptVmids }));
  return (JSON.parse(run.stdout) as { unprotected: string[] }).unprotected;
};

describe("the cluster's own word on who has no backup", () => {
  it("is nobody where every guest has a job", async () => {
    expect(await unprotected()).toEqual([]);
    const applied = await node.run("apply", await envelopeOf("pve-coverage-check"));
    expect(applied).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("{") });
    expect(JSON.parse(applied.stdout)).toEqual(nothing);
  });

  it("names a new guest that no job selects", async () => {
    writeGuest(node.state, { vmid: 102, name: "new", node: "node01", type: "qemu" });
    expect(await unprotected()).toEqual(["102 new on node01: no job selects it"]);
  });

  it("names a guest that left its job's node", async () => {
    const file = (name: string) => node.file(`nodes/${name}/lxc/201.conf`);
    fs.mkdirSync(node.file("nodes/node01/lxc"), { recursive: true });
    fs.renameSync(file("node03"), file("node01"));
    expect(await unprotected()).toEqual(["201 web on node01: no job selects it"]);
  });

  it("names a guest whose only job is switched off, which the cluster's list counts as covered", async () => {
    await node.by("pvesh", "set", "/cluster/backup/one", "--enabled", "0");
    const listed = await node.by(
      "pvesh",
      "get",
      "/cluster/backup-info/not-backed-up",
      "--output-format",
      "json",
    );
    expect(listed.stdout).toBe("[]\n");
    expect(await unprotected()).toEqual([
      "101 db on node01: only jobs that are switched off select it",
    ]);
  });

  it("names a new guest among thousands, whose list is longer than an argument may be", async () => {
    for (let vmid = 3000; vmid < 6000; vmid += 1)
      writeGuest(node.state, { vmid, name: `guest${vmid}`, node: "node03", type: "qemu" });
    writeGuest(node.state, { vmid: 102, name: "new", node: "node01", type: "qemu" });
    expect(await unprotected()).toEqual(["102 new on node01: no job selects it"]);
  });

  it("leaves out whoever is exempt", async () => {
    writeGuest(node.state, { vmid: 102, name: "new", node: "node01", type: "qemu" });
    expect(await unprotected([102])).toEqual([]);
  });

  it("names everybody where there is no job at all", async () => {
    await node.by("pvesh", "delete", "/cluster/backup/one");
    await node.by("pvesh", "delete", "/cluster/backup/three");
    expect(await unprotected()).toHaveLength(2);
  });

  it("removes nothing", async () => {
    const before = node.read("jobs.cfg");
    expect((await node.run("remove", await envelopeOf("pve-coverage-check"))).exitCode).toBe(0);
    expect(node.read("jobs.cfg")).toBe(before);
  });

  it("fails when it is applied where a guest has no job, naming it and what to do", async () => {
    writeGuest(node.state, { vmid: 102, name: "new", node: "node01", type: "qemu" });
    const { exitCode, stderr } = await node.run("apply", await envelopeOf("pve-coverage-check"));

    expect(exitCode).toBe(1);
    expect(stderr).toContain("102 new on node01: no job selects it");
    expect(stderr).toContain("an exemption with a reason");
  });

  it("fails where the cluster cannot be asked, and takes no silence for an all-clear", async () => {
    const envelope = await envelopeOf("pve-coverage-check");
    const script = envelope.script.replace("pvesh get", "pvesh got");
    const { exitCode, stderr } = await node.run("read", { ...envelope, script });

    expect(exitCode).toBe(1);
    expect(stderr).toContain("it could not be read");
  });
});
