import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildExecutables } from "../../build";
import { until } from "../../../test/support/until";
import { Nest, survivors } from "./support/nest";

let nest: Nest;
beforeEach(() => (nest = new Nest()));
afterEach(() => nest.remove());

describe("starting servers", () => {
  it("reports each server once it is healthy", async () => {
    const ready = await nest.start(await nest.plan(["gated", "healthy"]), () => nest.openGate());
    expect(ready).toEqual(["healthy", "gated"]);
    const { servers } = await nest.status();
    expect(Object.values(servers).map(({ state }) => state)).toEqual(["healthy", "healthy"]);
  });

  it("joins the supervisor that runs the same plan", async () => {
    const plan = await nest.plan(["healthy"]);
    await nest.start(plan);
    const first = await nest.status();
    await nest.start(plan);
    expect(await nest.status()).toEqual(first);
  });

  it("replaces the supervisor that runs another plan", async () => {
    await nest.start(await nest.plan(["healthy"]));
    const first = await nest.status();
    await nest.start(await nest.plan(["healthy", "family"]));
    expect(Object.keys((await nest.status()).servers)).toEqual(["healthy", "family"]);
    expect(survivors(first)).toEqual([]);
  });

  it("goes on where a start was killed half-way", async () => {
    const plan = await nest.plan(["gated"]);
    const planFile = path.join(nest.directory, "wanted.json");
    writeFileSync(planFile, JSON.stringify(plan));
    const { "sandbox-supervisor": supervisor } = await buildExecutables(["sandbox-supervisor"]);
    const script = path.join(__dirname, "support", "abandoned-start.ts");
    const start = spawn(
      process.execPath,
      ["-r", "ts-node/register", script, supervisor.file, nest.directory, planFile],
      { stdio: "ignore" },
    );
    await until(() => existsSync(nest.paths.statusFile));
    start.kill("SIGKILL");
    await once(start, "exit");
    const abandoned = await nest.status();
    expect(abandoned.servers["gated"]?.state).toBe("starting");

    nest.openGate();
    await nest.start(plan);

    expect((await nest.status()).supervisor).toEqual(abandoned.supervisor);
  });

  it("runs two sandboxes side by side, and stops one without the other", async () => {
    const other = new Nest();
    try {
      await nest.start(await nest.plan(["healthy"]));
      await other.start(await other.plan(["healthy"]));
      const [here, there] = [await nest.status(), await other.status()];
      await nest.stop();
      expect(survivors(here)).toEqual([]);
      expect(survivors(there)).toHaveLength(2);
    } finally {
      await other.remove();
    }
  });
});

describe("a server that does not come up", () => {
  const impatient = { maxRestarts: 1 };

  it.each([
    ["silent", "not healthy", "cannot find the licence file"],
    ["crashing", "exited with code 3", "the disk is full"],
  ] as const)("fails and shows the log's end if it is %s", async (behaviour, reason, lastLine) => {
    const plan = await nest.plan(["healthy", behaviour], impatient);
    const failure = nest.start(plan);
    await expect(failure).rejects.toThrow(`server "${behaviour}"`);
    await expect(failure).rejects.toThrow(reason);
    await expect(failure).rejects.toThrow(lastLine);
    await expect(failure).rejects.not.toThrow('server "healthy"');
    expect(await nest.stop()).toBe(false);
  });

  it("fails with the supervisor's own words if that ends", async () => {
    const plan = await nest.plan(["healthy"]);
    writeFileSync(path.join(nest.directory, "broken"), "not a directory");
    const broken = { ...plan, logDirectory: path.join(nest.directory, "broken") };
    await expect(nest.start(broken)).rejects.toThrow(/supervisor ended[^]*EEXIST/);
  });
});
