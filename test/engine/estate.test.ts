import { setAt } from "../support/lab";
import { firstConnections } from "./support/first-connections";
import { mostAtOnce } from "./support/log-ins";
import { connects, shared, up } from "./support/sandbox";

// That nothing drifts of itself is what `npm run drift` says at the end of `drift.test.ts`; the engine's own refresh, what a
// moved window changes, and what a killed update leaves open are in `estate.long.test.ts`.
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
