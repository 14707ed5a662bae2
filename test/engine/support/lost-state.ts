import * as fs from "node:fs";
import * as path from "node:path";
import { until } from "../../support/until";
import { censusOf } from "./census";
import { type Running, type TestSandbox } from "./sandbox";

const says = (text: string) => (run: Running) => run.said().includes(text);
const saysTimes = (text: string, count: number) => (run: Running) =>
  run.said().split(text).length > count;

/** Moments of a recovery, in their order. What one leaves is what the next begins with. */
const moments: readonly (readonly [string, (run: Running) => boolean])[] = [
  ["it looks for what exists", says("Looking at what is declared")],
  ["it begins to take up", says("Updating")],
  ["some of it is taken up", saysTimes(" imported (", 8)],
  ["the first part is done", saysTimes("Resources:", 1)],
  // Of one whose first part is done no other is left.
  ["the second part has begun", says("Updating")],
];

/** Seconds; a recovery takes a minute or two, and on a machine with much other work several. */
const patience = 600;

export const recoverAll = ["--yes", "--end-lost-access-keys"];

/** The engine's own copies as well: whoever has lost the state has lost its history. */
export function loseState({ layout }: TestSandbox): void {
  for (const part of ["stacks", "history", "backups"])
    fs.rmSync(path.join(layout.pulumi, ".pulumi", part), { recursive: true, force: true });
}

/** What must become of a stack whose state is deleted, and of a recovery that is killed at every moment. */
export function describeLostState(sandbox: TestSandbox): void {
  let before: unknown;
  let census: unknown;
  beforeAll(async () => {
    const there = await censusOf(sandbox);
    // What an interrupted update has made and lost goes with `--end-lost-access-keys`: each user keeps one.
    const accessKeys = there.accessKeys.map((count) => count.replace(/\d+$/, "1"));
    census = { ...there, accessKeys };
    before = sandbox.state.identities();
    loseState(sandbox);
  });

  it("is refused by a plain update, which names the way back and makes nothing", async () => {
    await sandbox.run("pulumi", ["stack", "init", sandbox.stack]);
    const { code, output } = await sandbox.run("pulumi", ["up", "--yes", "--skip-preview"]);

    expect(code).not.toBe(0);
    for (const called of ["alias/astronomy-lab-backup", "astronomy-lab-vm-archive"])
      expect(output).toMatch(new RegExp(`${called} is there already \\(.*npm run recover`));
    expect(await censusOf(sandbox)).toMatchObject({
      ...(census as object),
      accessKeys: expect.anything() as unknown,
    });
    loseState(sandbox);
  });

  it.each(moments)("may be killed when %s", async (_moment, hasCome) => {
    const run = sandbox.launch("recover", recoverAll);
    await until(() => hasCome(run) || run.hasEnded(), patience);
    if (run.hasEnded()) throw new Error(`it had ended before:\n${run.said()}`);
    process.kill(-run.pid, "SIGKILL");
    await run.finished;
  });

  it("has everything that exists, and makes nothing twice", async () => {
    const { code, output } = await sandbox.run("recover", recoverAll);

    if (code !== 0) throw new Error(`recover ended with ${code}:\n${output}`);
    expect(output).toContain("Recovered: an update changes nothing.");
    expect(await censusOf(sandbox)).toEqual(census);
    expect(sandbox.state.identities()).toEqual(before);
    expect((await sandbox.run("drift")).code).toBe(0);
  });
}
