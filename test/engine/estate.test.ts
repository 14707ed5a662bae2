import * as fs from "node:fs";
import { setAt } from "../support/lab";
import { firstConnections } from "./support/first-connections";
import { keyCount } from "./support/kms-keys";
import { mostAtOnce } from "./support/log-ins";
import { connects, shared, up } from "./support/sandbox";

// That nothing drifts of itself is what `npm run drift` says at the end of `drift.test.ts`; the engine's own refresh is in
// `estate.long.test.ts`.
describe("the lab's estate on the real engine", () => {
  it("takes one SSH connection for each remote object, and for each name that is claimed", async () => {
    const objects = shared.state.resources().filter(connects);
    const connections = firstConnections.read();

    process.stderr.write(`The first update took ${connections} SSH connections.\n`);
    expect(connections).toBe(objects.length);
  });

  it("logs in to no host more often at once than its SSH server takes, and is never sent away", () => {
    const logs = shared.hostLogs();
    const atOnce = logs.map(mostAtOnce);

    process.stderr.write(`Logged in to one host at once, at most: ${Math.max(...atOnce)}.\n`);
    // A server sees the end of a connection after whoever ended it, who may be back by then.
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(10);
    expect(Math.max(...atOnce)).toBeGreaterThan(1);
    expect(logs.join("\n")).not.toMatch(/MaxStartups|drop connection/);
  });

  it("changes nothing when npm start runs again, and takes no SSH connection", async () => {
    const before = shared.connections();
    const { code, output } = await shared.run("start");

    expect(output).toContain("The estate is applied");
    expect(code).toBe(0);
    expect(Object.keys(shared.state.lastChanges())).toEqual(["same"]);
    expect(shared.connections() - before).toBe(0);
  });

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

  it("runs plainly in a shell that npm run pulumi sets up", async () => {
    const { code, output } = await shared.run(
      "pulumi",
      [],
      "pulumi preview --policy-pack policy --expect-no-changes --non-interactive\n",
    );

    expect(output).toMatch(/astronomy-lab-backup/);
    expect(code).toBe(0);
  });

  // `estate.long.test.ts` has other faults.
  it("fails on an estate that cannot keep what it promises, before anything is changed", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.withDeclaration(
      (config) => setAt(config["backup:classes"] as never, "guest-image.rpoHours", 24),
      () => shared.run("pulumi", up),
    );

    expect(code).not.toBe(0);
    expect(output).toContain("the estate cannot keep what it promises, nothing was changed");
    expect(output).toContain("backup:classes.guest-image.rpoHours");
    expect(shared.state.everything()).toEqual(before);
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

  it("fails on a plain destroy, naming what is protected", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.run("pulumi", ["stack"], "");
    expect(code).toBe(0);
    const plain = await shared.run("pulumi", [], "pulumi destroy --yes --non-interactive\n");

    expect(output).toContain("vm-archive-bucket");
    expect(plain.code).not.toBe(0);
    expect(plain.output).toMatch(/protected/);
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
