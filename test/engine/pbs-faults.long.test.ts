import * as fs from "node:fs";
import * as path from "node:path";
import { setAt } from "../support/lab";
import { shared, up } from "./support/sandbox";

const faults = shared.hostFile("pbs01", "/run/proxmox-backup/faults");
const config = (file: string) =>
  fs.readFileSync(shared.hostFile("pbs01", `/etc/proxmox-backup/${file}`), "utf8");

/** Runs an update while the backup server has these faults (sandbox/products/pbs/faults.ts). */
async function upWhile(...ill: readonly ("busy" | "down")[]) {
  fs.mkdirSync(faults, { recursive: true });
  for (const fault of ill) fs.writeFileSync(path.join(faults, fault), "");
  try {
    return await shared.run("pulumi", up);
  } finally {
    fs.rmSync(faults, { recursive: true });
  }
}

/** The errors of hosts in an update's report, each with all of its lines. */
function errorsIn(output: string): string[] {
  const report = output.slice(output.indexOf("Diagnostics:"));
  return [...report.matchAll(/^ +ERR .*\n(?: +(?:got|fix): .*\n)*/gm)]
    .map(([error]) => error.replaceAll(/^ +/gm, "").trim())
    .sort();
}

const change = (declaration: Record<string, unknown>) => {
  const pbs = declaration["backup:pbs"] as Record<string, unknown>;
  // One object that only the daemon changes, one that a command writes, one of another server.
  setAt(pbs, "datastores.vm-backup.comment", "changed");
  setAt(pbs, "trafficControls.working-hours.comment", "changed");
  setAt(declaration["backup:windows"] as Record<string, unknown>, "veeam-night.from", "04:00");
};

const datastore = "ERR pbs datastore vm-backup on pbs01: apply failed";
const rule = "ERR pbs traffic-control working-hours on pbs01: apply failed";

describe("an update of an estate whose backup server is ill", () => {
  it("names each object that failed once, applies the others, and is made up for by the next", async () => {
    const before = { datastore: config("datastore.cfg"), rule: config("traffic-control.cfg") };
    const { ill, changes, well } = await shared.withDeclaration(change, async () => {
      const ill = await upWhile("down", "busy");
      const changes = shared.state.lastChanges();
      const untouched = { datastore: config("datastore.cfg"), rule: config("traffic-control.cfg") };
      expect(untouched).toEqual(before);
      await shared.pulumi(...up);
      const well = { datastore: config("datastore.cfg"), rule: config("traffic-control.cfg") };
      return { ill, changes, well };
    });
    await shared.pulumi(...up);

    expect(ill.code).not.toBe(0);
    expect(errorsIn(ill.output)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${datastore}\ngot: client error \\(Connect\\)\nfix: its daemons do not answer; start them`,
        ),
      ),
      expect.stringMatching(
        new RegExp(`^${rule}\ngot: Unable to acquire lock .*\nfix: somebody else`),
      ),
    ]);
    // The Veeam job and the components that show all three.
    expect(changes["update"]).toBeGreaterThanOrEqual(2);
    expect(ill.output).toMatch(/windows-files-job updated/);

    expect(ill.output).not.toMatch(/unhandled exception|failed to register/);

    expect(well.datastore).toContain("comment changed");
    expect(well.rule).toContain("comment changed");
  });
});
