import { loadEstate } from "../../config/load";
import { runProgram } from "../support/estate";
import { labConfiguration, setAt } from "../support/lab";

type Grants = readonly { path: string; role: string; propagate?: boolean }[];

/** What loading says of the lab when its cluster's user has these grants, its machines in a namespace or not. */
async function faultsWith(grants: Grants, namespace?: string): Promise<string> {
  const configuration = labConfiguration((declaration) => {
    setAt(declaration["backup:pbs"] as Record<string, unknown>, "users.pve@pbs.grants", grants);
    setAt(declaration["backup:places"] as Record<string, unknown>, "pbs-vm.namespace", namespace);
  });
  try {
    await runProgram(configuration, loadEstate);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const backup = (path: string, propagate = true) => ({ path, role: "DatastoreBackup", propagate });
const containers = backup("/datastore/container-backup");

describe("what a storage of the cluster logs in with", () => {
  it.each<[string, Grants, string | undefined]>([
    ["the role on each datastore", [backup("/datastore/vm-backup"), containers], undefined],
    ["the role on all datastores", [backup("/datastore")], undefined],
    ["the role on the namespace alone", [backup("/datastore/vm-backup/lab"), containers], "lab"],
    ["the role on what is above the namespace", [backup("/datastore"), containers], "lab/vm"],
    [
      "the role on exactly its path",
      [backup("/datastore/vm-backup", false), containers],
      undefined,
    ],
  ])("may have %s", async (_what, grants, namespace) => {
    expect(await faultsWith(grants, namespace)).toBe("");
  });

  it.each<[string, Grants, string | undefined, string]>([
    ["no grant for its datastore", [containers], undefined, "pve@pbs!cluster, which is nothing"],
    [
      "a grant that its namespace does not inherit",
      [backup("/datastore/vm-backup", false), containers],
      "lab",
      "pve@pbs!cluster, which is nothing there",
    ],
    [
      "a deeper grant that takes the role away again",
      [backup("/datastore"), { path: "/datastore/vm-backup", role: "NoAccess" }],
      undefined,
      "pve@pbs!cluster, which is NoAccess on /datastore/vm-backup there",
    ],
  ])("fails to be loaded with %s", async (_what, grants, namespace, got) => {
    const path = `/datastore/vm-backup${namespace === undefined ? "" : `/${namespace}`}`;
    const faults = await faultsWith(grants, namespace);

    expect(faults).toContain(
      `backup:pve.storages.pbs-vm.username: names a token that may not back up to ${path}`,
    );
    expect(faults).toContain(`got:     ${got}`);
    expect(faults).toContain(`allowed: a token of a user with the role DatastoreBackup on ${path}`);
    expect(faults).toContain(`fix:     grant { path: ${path}, role: DatastoreBackup }`);
  });

  it.each([
    ["DatastorePowerUser", "/datastore/vm-backup"],
    ["DatastoreReader", "/datastore"],
    ["Admin", "/"],
    ["DatastoreBackup", "/"],
  ])("fails to be loaded when it is %s on %s as well", async (role, path) => {
    const grants = [containers, backup("/datastore/vm-backup"), { path, role }];
    const faults = await faultsWith(grants);

    expect(faults).toContain(
      "backup:pbs.users.pve@pbs.grants[2]: lets whoever owns a node do more than back up: " +
        "storage pbs-ct, pbs-vm of the cluster logs in as this user",
    );
    expect(faults).toContain(`got:     ${role} on ${path}`);
    expect(faults).toContain("allowed: DatastoreBackup on /datastore or below");
    expect(faults).toContain("fix:     give that role to another user");
    expect(faults).toContain("1 fault,");
  });
});
