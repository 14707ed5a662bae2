import * as pulumi from "@pulumi/pulumi";
import { errorHooks } from "../../support/estate";
import { wholeCluster } from "./declared";

/** What is said when the provider fails so, and whether it is tried again. */
async function adviceAfter(
  name: string,
  type: string,
  error: string,
  failedOperation = "create",
): Promise<{ said: string[]; retried: boolean }> {
  await wholeCluster("provider");
  const warn = jest.spyOn(pulumi.log, "warn").mockImplementation(async () => undefined);
  const hook = errorHooks.get(`${name}-orphan`);
  if (hook === undefined) throw new Error(`${name} has no hook`);
  const failed = { urn: `urn:${name}`, id: "", name, type, failedOperation };
  const retried = await hook.callback({ ...failed, errors: [error, "an older one"] });
  const said = warn.mock.calls.map(([text]) => text);
  warn.mockRestore();
  return { said, retried };
}

const storage = ["pbs-vm-storage", "proxmoxve:storage/pbs:Pbs"] as const;
const job = ["weekly-job", "proxmoxve:backup/job:Job"] as const;
const provider = "urn:pulumi:lab::backup::pulumi:providers:proxmoxve::cluster";

describe("an object that the provider cannot make because it is there already", () => {
  it.each([
    [...storage, "storage ID 'pbs-vm' already defined", "backup:pve:Storage::pbs-vm", "pbs-vm"],
    [...job, "Job 'weekly' already exists", "backup:pve:BackupJob::weekly", "weekly"],
  ])("%s is named with the command that takes it up", async (name, type, error, parent, id) => {
    const { said, retried } = await adviceAfter(name, type, `POST: HTTP 500 - Reason: ${error}`);

    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^${id} is in the cluster and not in the stack`));
    expect(said[0]?.split("\n").at(-1)).toBe(
      `pulumi import --stack lab --protect=false --generate-code=false ` +
        `--parent 'parent=urn:pulumi:lab::backup::${parent}' --provider 'cluster=${provider}' ${type} ${name} ${id}`,
    );
    expect(retried).toBe(false);
  });

  it.each(["error reading from server: EOF", "code = Unavailable desc = transport is closing"])(
    "may be one that the provider made before it ended with %s",
    async (error) => {
      const { said } = await adviceAfter(...storage, error);
      expect(said[0]).toMatch(/^pbs-vm may be in the cluster by now .* the provider ended/);
      expect(said[0]).toContain("pulumi import --stack lab");
    },
  );
});

describe("fails with the provider's own words alone", () => {
  it.each([
    ["create", "HTTP 403 - Reason: Permission check failed"],
    ["update", "storage ID 'pbs-vm' already defined"],
    ["delete", "error reading from server: EOF"],
  ])("%s: %s", async (operation, error) => {
    expect(await adviceAfter(...storage, error, operation)).toEqual({ said: [], retried: false });
  });
});
