import { endsAfterCreate, faultVariable } from "../../sandbox/plugins/proxmoxve/faults";
import { jobIds, read, takeUp, urnOf } from "./support/cluster";
import { onHost } from "./support/host-shell";
import { shared, up } from "./support/sandbox";

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
