import { endsAfterCreate, faultVariable } from "../../sandbox/plugins/proxmoxve/faults";
import { fingerprints, jobIds, keyFile, read, takeUp, up, urnOf, withPve } from "./support/cluster";
import { onHost } from "./support/host-shell";
import { shared } from "./support/sandbox";

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

// `pve.long.test.ts` loses a storage.
describe("a job that the provider made and lost (docs/runbooks/pve-orphan.md)", () => {
  it("is named by the update that lost it and by the next, with the command that takes it up", async () => {
    const [id] = jobIds() as [string];
    const before = read("jobs.cfg");
    await shared.pulumi(
      "state",
      "delete",
      "--yes",
      "--target-dependents",
      urnOf(`backup:pve:BackupJob$proxmoxve:backup/job:Job::cluster-${id}-job`),
    );
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
});
