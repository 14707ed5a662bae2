import { setAt } from "../support/lab";
import { shared } from "./support/sandbox";

type Tree = Record<string, unknown>;

/** Gives an entry of `backup:pbs` another name. */
function rename(declaration: Tree, section: string, from: string, to: string): void {
  const entries = (declaration["backup:pbs"] as Record<string, Tree>)[section] ?? {};
  entries[to] = entries[from];
  delete entries[from];
}

describe("a preview of an object that is renamed", () => {
  it("says that one is made and the other goes, where nothing is lost by that", async () => {
    const planned = await shared.withDeclaration(
      (declaration) => rename(declaration, "trafficControls", "working-hours", "by-day"),
      () => shared.plannedChanges(),
    );

    expect(planned).toEqual(
      expect.arrayContaining([
        { operation: "create", name: "pbs-by-day-section", custom: true },
        expect.objectContaining({ operation: "delete", name: "pbs-working-hours-section" }),
      ]),
    );
    expect(
      planned.filter(({ name }) => !/^pbs-(by-day|working-hours)(-section)?$/.test(name)),
    ).toEqual([]);
  });

  it("fails for a datastore, whose backups would be left behind, and names it", async () => {
    const { code, output } = await shared.withDeclaration(
      (declaration) => {
        rename(declaration, "datastores", "container-backup", "ct-backup");
        setAt(declaration["backup:places"] as Tree, "pbs-ct.store", "ct-backup");
        const pbs = declaration["backup:pbs"] as Tree;
        setAt(pbs, "users.pve@pbs.grants.1.path", "/datastore/ct-backup");
      },
      () => shared.run("pulumi", ["preview", "--no-policy"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(/container-backup-section.*cannot be deleted/s);
    expect(output).toMatch(/protect/);
  });
});
