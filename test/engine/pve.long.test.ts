import * as fs from "node:fs";
import * as path from "node:path";
import { writeGuest } from "../../sandbox/products/pve/state/guests";
import {
  clusterState as state,
  fingerprints,
  jobIds,
  keyFile,
  read,
  takeUp,
  urnOf,
  withPve,
} from "./support/cluster";
import { shared, up } from "./support/sandbox";

describe("the cluster's coverage", () => {
  it("is lost as drift with every job switched off, a guest nobody declared included", async () => {
    writeGuest(state, { vmid: 999, name: "rogue", node: "node09", type: "lxc" });
    const jobs = read("jobs.cfg");
    fs.writeFileSync(path.join(state, "jobs.cfg"), jobs.replaceAll("enabled 1", "enabled 0"));

    const found = await shared.run("drift");
    fs.rmSync(path.join(state, "nodes", "node09"), { recursive: true });
    fs.writeFileSync(path.join(state, "jobs.cfg"), jobs);
    const clean = await shared.run("drift");

    expect(found.code).toBe(2);
    expect(found.output).toContain(
      "999 rogue on node09: only jobs that are switched off select it",
    );
    expect(clean.code).toBe(0);
  });
});

describe("a cluster through a node's shell", () => {
  it("takes over what the provider made, reaches what that cannot, and gives it back", async () => {
    const [key, before] = [keyFile(), fingerprints()];
    const changes = {
      through: "shell",
      everyJob: { comment: "as planned", notificationMode: "notification-system" },
      "storages.pbs-vm.port": 8008,
    };
    await withPve(changes, async () => {
      await shared.pulumi(...up);

      expect(read("storage.cfg")).toContain("pbs: pbs-vm");
      expect(read("storage.cfg")).toContain("port 8008");
      expect(read("jobs.cfg")).toContain("comment as planned");
      expect(read("jobs.cfg")).toContain("notification-mode notification-system");
      expect(keyFile()).toBe(key);
      expect(fingerprints()).toEqual(before);
      await shared.pulumi("preview", "--no-policy", "--expect-no-changes");

      fs.writeFileSync(path.join(state, "priv/storage/pbs-vm.pw"), "another\n");
      const found = await shared.run("drift");
      const repaired = await shared.run("drift", ["--repair"]);
      expect(found.code).toBe(2);
      expect(found.output).toMatch(
        /pve storage pbs-vm .*\n\s+password: applied "as declared", found "another"/,
      );
      expect(repaired.code).toBe(0);
    });

    expect(read("storage.cfg")).toContain("pbs: pbs-vm");
    expect(read("storage.cfg")).not.toContain("port 8008");
    expect(read("jobs.cfg")).not.toContain("comment");
    expect(JSON.parse(keyFile())).toEqual(JSON.parse(key));
    expect(fingerprints()).toEqual(before);
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });
});

describe("a storage that the provider made and lost (docs/runbooks/pve-orphan.md)", () => {
  const storage = urnOf("backup:pve:Storage$proxmoxve:storage/pbs:Pbs::cluster-pbs-vm-storage");

  it("is taken up by that command, after which the job is unchanged and the storage keeps its key", async () => {
    const [key, jobs] = [keyFile(), read("jobs.cfg")];
    await shared.pulumi("state", "delete", "--yes", "--target-dependents", storage);
    const refused = await shared.run("pulumi", up);

    expect(await takeUp(refused.output)).toEqual(["pbs-vm"]);
    const refusedAgain = await shared.run("pulumi", up);
    const taken = shared.state.lastChanges();
    expect((await takeUp(refusedAgain.output)).sort()).toEqual(jobIds().sort());
    await shared.pulumi(...up);

    expect(refused.output).toContain("storage ID 'pbs-vm' already defined");
    expect(refusedAgain.output).toContain("already exists");
    // What was imported has neither password nor key, so the entry is written once more, with the same ones.
    expect(taken["replace"]).toBe(1);
    expect(JSON.parse(keyFile())).toEqual(JSON.parse(key));
    expect(shared.state.lastChanges()).not.toHaveProperty("update");
    expect(read("jobs.cfg")).toBe(jobs);
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });
});
