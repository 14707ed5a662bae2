import * as fs from "node:fs";
import { setAt } from "../support/lab";
import { keyCount } from "./support/kms-keys";
import { shared, up } from "./support/sandbox";

const otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1SsUDLNTvy1NS7FtSr3ngTGyN0d9KxEUmFKXDsT4nB";

test("the engine's own refresh shows no drift of what nobody touched", async () => {
  await shared.pulumi("refresh", "--yes", "--expect-no-changes");
});

describe("the lab's estate on the real engine", () => {
  it("changes the objects whose times move when a window moves, no others, and shows it in their components", async () => {
    // Of the jobs in this window the stack makes one, the other is an operator's; a job of the cluster takes its time.
    const { planned, changes, connections, server } = await shared.withDeclaration(
      (config) => setAt(config["backup:windows"] as never, "veeam-night.from", "04:00"),
      async () => {
        const planned = await shared.plannedChanges();
        const connections = await shared.countConnections(() => shared.pulumi(...up));
        const changes = shared.state.lastChanges();
        return { planned, changes, connections, server: await shared.run("drift") };
      },
    );
    await shared.pulumi(...up);

    // The component is its record in the state, for reviewers and policies (docs/decisions/0006).
    expect(new Set(planned)).toEqual(
      new Set([
        { operation: "update", name: "veeam-windows-files", custom: false },
        { operation: "update", name: "cluster-guest-image-elsewhere", custom: false },
        { operation: "update", name: "veeam-windows-files-job", custom: true },
        { operation: "update", name: "cluster-guest-image-elsewhere-job", custom: true },
      ]),
    );
    expect(changes).toEqual({ update: planned.length, same: expect.any(Number) as number });
    // The cluster is told through its API.
    expect(connections).toBe(1);
    // What was applied is what the server has.
    expect(server.code).toBe(0);
  });

  it("takes up operations of which a killed update left open whether they happened", async () => {
    const [before, keyArn, keys] = [
      shared.state.resources(),
      shared.state.output("vaultKeyArns"),
      await keyCount(shared),
    ];
    // An import of a checkpoint would drop what is pending, so it is written where the engine keeps it.
    const { file } = shared.state;
    const { checkpoint, open } = interrupted(fs.readFileSync(file, "utf8"), [
      // Its id is only known to the server; the others have theirs from their inputs, or none.
      "vault-astronomy-lab-backup-key",
      "cluster-guest-image-node01-job",
      "pbs-pbs-vm-prune-section",
    ]);
    fs.writeFileSync(file, JSON.stringify(checkpoint));

    const { code, output } = await shared.run("start");

    expect(open).toEqual(expect.arrayContaining(["vault-astronomy-lab-backup-alias"]));
    expect(output).toContain(`taking up ${open.length} interrupted operations`);
    expect(code).toBe(0);
    expect(shared.state.resources()).toEqual(before);
    expect(shared.state.output("vaultKeyArns")).toEqual(keyArn);
    expect(await keyCount(shared)).toBe(keys);
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });
});

describe("an update of an estate with a fault", () => {
  it("fails on encryption switched off, before anything is changed, naming the place and the fix", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.withDeclaration(
      (config) => setAt(config["backup:places"] as never, "vm-archive.encryption", "none"),
      () => shared.run("pulumi", ["up", "--yes"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(/vm-archive.encryption: copies in vm-archive would lie there in clear/);
    expect(output).toMatch(/fix: +encrypt them, or write .*backup:places.vm-archive/);
    expect(shared.state.everything()).toEqual(before);
  });

  it("fails on a host that shows another key than the pinned one", async () => {
    const { code, output } = await shared.withDeclaration(
      (config) => {
        setAt(config["backup:hosts"] as never, "pbs01.hostKey", otherKey);
        setAt(config["backup:pbs"] as never, "datastores.vm-backup.comment", "changed");
      },
      () => shared.run("pulumi", [...up, "--target", "**vm-backup-section**"]),
    );
    const { code: repairCode } = await shared.run("pulumi", [...up, "--refresh"]);

    expect(code).not.toBe(0);
    expect(output).toMatch(/host key/i);
    expect(repairCode).toBe(0);
  });

  it("fails on wrong values with every fault, and changes nothing", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.withDeclaration(
      (config) => {
        setAt(config["backup:windows"] as never, "daytime.from", "25:00");
        setAt(config["backup:guests"] as never, "dc01.classes", ["nowhere"]);
        setAt(config["backup:hosts"] as never, "fs01.hostKey", undefined);
      },
      () => shared.run("pulumi", up),
    );

    expect(code).not.toBe(0);
    expect(output).toContain("3 faults, nothing was changed");
    expect(output).toContain("backup:hosts.fs01.hostKey: is missing");
    expect(shared.state.everything()).toEqual(before);
  });
});

interface StoredResource {
  readonly urn: string;
  readonly id?: string;
  readonly outputs?: unknown;
  readonly dependencies?: readonly string[];
  readonly parent?: string;
}

/**
 * A checkpoint in which the creation of these resources, and of what needs them, had begun and nothing more is known;
 * and the names of all of them.
 */
function interrupted(stored: string, names: readonly string[]) {
  const file = JSON.parse(stored) as {
    checkpoint: { latest: { resources: StoredResource[]; pending_operations?: unknown[] } };
  };
  const { latest } = file.checkpoint;
  const nameOf = ({ urn }: StoredResource) => urn.split("::").at(-1) ?? "";
  const open = new Set<string>();
  // Resources come after what they need.
  for (const resource of latest.resources) {
    const needed = [
      ...(resource.dependencies ?? []),
      ...(resource.parent ? [resource.parent] : []),
    ];
    const needsOpen = needed.some((urn) => open.has(urn));
    if (names.includes(nameOf(resource)) || needsOpen) open.add(resource.urn);
  }
  const pending = latest.resources.filter(({ urn }) => open.has(urn));
  latest.pending_operations = pending.map(({ id: _id, outputs: _outputs, ...resource }) => ({
    resource,
    type: "creating",
  }));
  latest.resources = latest.resources.filter(({ urn }) => !open.has(urn));
  return { checkpoint: file, open: pending.map(nameOf) };
}
