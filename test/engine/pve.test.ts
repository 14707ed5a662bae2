import * as fs from "node:fs";
import * as path from "node:path";
import { pveStateDirectory } from "../../sandbox/products/pve/pve";
import { writeGuest } from "../../sandbox/products/pve/state/guests";
import { endsAfterCreate, faultVariable } from "../../sandbox/plugins/proxmoxve/faults";
import { setAt } from "../support/lab";
import { onHost } from "./support/host-shell";
import { shared } from "./support/sandbox";

const up = ["up", "--yes", "--skip-preview"];
const state = pveStateDirectory(path.join(shared.layout.servers, "pve"));
const read = (file: string) => fs.readFileSync(path.join(state, file), "utf8");
const keyFile = () => read("priv/storage/pbs-vm.enc").trim();
const fingerprints = () => shared.state.output("encryptionKeyFingerprints");
const urn = (rest: string) => `urn:pulumi:${shared.stack}::backup::${rest}`;

/** Changes `backup:pve`, and `backup:pbs`, for the length of `body`, and puts the estate back afterwards. */
async function withPve(
  changes: Record<string, unknown>,
  body: () => Promise<void>,
  pbsChanges: Record<string, unknown> = {},
): Promise<void> {
  const sections = { "backup:pve": changes, "backup:pbs": pbsChanges };
  try {
    await shared.withDeclaration((config) => {
      for (const [section, changed] of Object.entries(sections))
        for (const [key, value] of Object.entries(changed))
          setAt(config[section] as Record<string, unknown>, key, value);
    }, body);
  } finally {
    await shared.pulumi(...up);
  }
}

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

describe("a storage whose entry is replaced", () => {
  it("keeps its client key", async () => {
    const [key, before] = [keyFile(), fingerprints()];
    const changes = { "storages.pbs-vm.username": "pve@pbs!spare" };
    await withPve(
      changes,
      async () => {
        await shared.pulumi(...up);

        expect(shared.state.lastChanges()["replace"]).toBe(1);
        expect(read("storage.cfg")).toContain("username pve@pbs!spare");
        expect(keyFile()).toBe(key);
        expect(fingerprints()).toEqual(before);
      },
      { "users.pve@pbs.tokens.spare": {} },
    );
    expect(keyFile()).toBe(key);
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

describe("an object that the provider made and lost (docs/runbooks/pve-orphan.md)", () => {
  const cluster = "backup:pve:Cluster";
  const [storageType, jobType] = ["proxmoxve:storage/pbs:Pbs", "proxmoxve:backup/job:Job"];
  const storage = urn(`${cluster}$backup:pve:Storage$${storageType}::cluster-pbs-vm-storage`);
  const jobUrn = (id: string) =>
    urn(`${cluster}$backup:pve:BackupJob$${jobType}::cluster-${id}-job`);
  const jobIds = () =>
    [...read("jobs.cfg").matchAll(/^vzdump: (\S+)/gm)].map(([, id]) => id as string);

  /** Runs every command for taking something up that an update has printed. */
  async function takeUp(output: string): Promise<string[]> {
    const commands = [...output.matchAll(/^ *pulumi (import .*)$/gm)].map(([, words = ""]) =>
      [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? (word as string)),
    );
    for (const words of commands) await shared.pulumi(...words, "--yes");
    return commands.map((words) => words.at(-1) as string);
  }

  it("is named by the update that lost it and by the next, with the command that takes it up", async () => {
    const [id] = jobIds() as [string];
    const before = read("jobs.cfg");
    await shared.pulumi("state", "delete", "--yes", "--target-dependents", jobUrn(id));
    await onHost(shared, "node01", `pvesh delete /cluster/backup/${id}`);

    process.env[faultVariable] = endsAfterCreate;
    const lost = await shared.run("pulumi", up).finally(() => delete process.env[faultVariable]);
    const refused = await shared.run("pulumi", up);
    const taken = await takeUp(refused.output);
    await shared.pulumi(...up);

    expect(lost.code).not.toBe(0);
    expect(lost.output).toContain(`${id} may be in the cluster by now and is not in the stack`);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("already exists");
    expect(taken).toEqual([id]);
    expect(read("jobs.cfg").split("\n").sort()).toEqual(before.split("\n").sort());
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });

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
