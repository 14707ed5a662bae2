import * as fs from "node:fs";
import * as path from "node:path";
import { S3Proxy } from "../../support/s3-proxy";
import { until } from "../../support/until";
import { kill, TeamState } from "./support/team-state";

let team: TeamState;
let way: S3Proxy;
beforeAll(async () => {
  team = await TeamState.start();
  way = await S3Proxy.start(team.server);
  way.demandsDigest = false;
});
afterAll(async () => {
  await (way as S3Proxy | undefined)?.stop();
  await (team as TeamState | undefined)?.stop();
});

const stack = ["--stack", "team"];
const up = ["up", "--yes", "--skip-preview", ...stack];
const locks = () => team.keys("locks/");
const made = () => fs.readdirSync(team.things).filter((name) => name !== "door-is-open");

/** A stack in which nothing has happened yet, and nothing on the server. */
async function begin(): Promise<void> {
  await team.pulumi(["stack", "rm", "team", "--force", "--yes"]).catch(() => undefined);
  for (const name of made()) fs.rmSync(path.join(team.things, name));
  await team.pulumi(["stack", "init", "team", "--secrets-provider", team.secretsProvider]);
}

/**
 * An update that ends with its machine when it is about to write to the bucket for the nth time. What was under way is
 * lost.
 *
 * @returns whether it had written less often by its own end
 */
async function killedAt(nth: number): Promise<boolean> {
  let writes = 0;
  const update = team.begin(up, { PULUMI_BACKEND_URL: team.backendBy(way.url) });
  way.answer = (method) => {
    if (method !== "PUT" && method !== "DELETE") return undefined;
    writes += 1;
    if (writes === nth) kill(update.pid);
    return writes < nth ? undefined : { status: 503 };
  };
  const { code } = await update.finished;
  return code === 0;
}

const pending = async () => {
  const exported = await team.pulumi(["stack", "export", ...stack]);
  const { deployment } = JSON.parse(exported) as {
    readonly deployment: { readonly pending_operations?: readonly object[] };
  };
  return deployment.pending_operations ?? [];
};

describe("an update of a state in a bucket", () => {
  it("may be killed at any of its writes: what it leaves is taken up by the next", async () => {
    team.doorIsOpen = true;
    for (let nth = 1; ; nth += 1) {
      await begin();
      if (await killedAt(nth)) {
        process.stderr.write(`An update was killed at each of its ${nth - 1} writes.\n`);
        expect(nth).toBeGreaterThan(8);
        return;
      }
      const isLocked = (await locks()).length > 0;
      if (isLocked) {
        const refused = await team.npmRunPulumi(...up, "--no-policy");
        expect(refused.output).toMatch(/^The stack team is locked by .* npm run pulumi -- cancel/m);
        expect((await locks()).length).toBe(1);
        await team.pulumi(["cancel", "--yes", ...stack]);
      }
      const left = await pending();
      const next = await team.npmRunPulumi(...up, "--no-policy");

      if (next.code !== 0) throw new Error(`after a kill at write ${nth}:\n${next.output}`);
      expect(next.output.includes("Begun in team, and not known to have ended")).toBe(
        left.length > 0,
      );
      await team.pulumi(["refresh", "--yes", "--clear-pending-creates", ...stack]);
      expect(await pending()).toEqual([]);
      await team.pulumi(["preview", "--expect-no-changes", ...stack]);
      expect(made().sort()).toEqual(["one", "two"]);
      expect(await locks()).toEqual([]);
    }
  }, 1_800_000);

  it("may begin in the same instant as another: not both of them go on", async () => {
    await begin();
    team.doorIsOpen = false;
    const both = [team.begin(up), team.begin(up)];
    const ended: string[] = [];
    for (const { finished } of both) void finished.then(({ output }) => ended.push(output));
    await until(() => ended.length > 0);
    expect(ended[0]).toContain("the stack is currently locked by");

    team.doorIsOpen = true;
    await Promise.all(both.map(({ finished }) => finished));
    expect(await locks()).toEqual([]);
    expect((await team.npmRunPulumi(...up, "--no-policy")).code).toBe(0);
    await team.pulumi(["preview", "--expect-no-changes", ...stack]);
  });
});
