import { readFileSync } from "node:fs";
import * as path from "node:path";
import { identify } from "../../supervisor/status";
import { until } from "../../../test/support/until";
import { Nest, survivors } from "./support/nest";

let nest: Nest;
beforeEach(() => (nest = new Nest()));
afterEach(() => nest.remove());

async function pidOf(server: string): Promise<number> {
  return (await nest.status()).servers[server]?.process?.pid ?? -1;
}

/** The child that the server "family" has said it has. */
function grandchild(): number {
  const log = readFileSync(path.join(nest.paths.logs, "family.log"), "utf8");
  return Number(/child (\d+)/.exec(log)?.[1]);
}

describe("a running supervisor", () => {
  it("starts a server anew that was killed", async () => {
    await nest.start(await nest.plan(["healthy"]));
    const killed = await pidOf("healthy");
    process.kill(killed, "SIGKILL");
    await until(async () => {
      const server = (await nest.status()).servers["healthy"];
      return server?.state === "healthy" && server.process?.pid !== killed;
    });
    expect((await nest.status()).servers["healthy"]?.restarts).toBe(1);
  });

  it("starts a server anew that runs but is no longer healthy", async () => {
    await nest.start(await nest.plan(["sick"], { badChecks: 2 }));
    const sick = await pidOf("sick");
    await until(async () => ((await nest.status()).servers["sick"]?.restarts ?? 0) > 0);
    expect(identify(sick)).toBeUndefined();
  });

  it("gives a server up that keeps failing, and leaves the others alone", async () => {
    await nest.start(await nest.plan(["sick", "healthy"], { badChecks: 3, maxRestarts: 2 }));
    await until(async () => (await nest.status()).servers["sick"]?.state === "failed");
    const { servers } = await nest.status();
    expect(servers["sick"]?.reason).toMatch(/given up after 2 restarts: .*answered 500/);
    expect(servers["healthy"]?.state).toBe("healthy");
  });

  it("leaves nothing running when it is told to end", async () => {
    await nest.start(await nest.plan(["healthy", "family"]));
    const status = await nest.status();
    const child = grandchild();
    expect(identify(child)).toBeDefined();

    expect(await nest.stop()).toBe(true);

    expect(survivors(status)).toEqual([]);
    expect(identify(child)).toBeUndefined();
    expect(await nest.stop()).toBe(false);
  });

  it("takes its servers along when it is killed, and the next start works", async () => {
    const plan = await nest.plan(["healthy", "family"]);
    await nest.start(plan);
    const status = await nest.status();

    process.kill(status.supervisor.pid, "SIGKILL");

    await until(() => survivors(status).length === 0);
    await nest.start(plan);
    expect((await nest.status()).supervisor.pid).not.toBe(status.supervisor.pid);
  });
});
