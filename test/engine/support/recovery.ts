import * as fs from "node:fs";
import * as path from "node:path";
import { until } from "../../support/until";
import { keyCount } from "./kms-keys";
import { type Running, shared, type TestSandbox } from "./sandbox";

/** What a start has to have come to. */
type HasCome = (start: Running) => boolean;

const says = (text: string) => (start: Running) => start.said().includes(text);
const hasMade = (file: string) => () => fs.existsSync(file);
const hasCreated = (count: number) => (start: Running) =>
  (start.said().match(/ created \(/g) ?? []).length >= count;

/** Moments of a start, in their order. What one leaves is what the next begins with. */
const moments = ({ layout, stackFile }: TestSandbox): readonly (readonly [string, HasCome])[] => [
  ["it looks for its tools", says("System packages")],
  ["its servers start", hasMade(path.join(layout.run, "status.json"))],
  ["its servers are up", says("✓ Sandbox servers")],
  ["it makes its stack", hasMade(stackFile)],
  ["its stack is ready", says("✓ Sandbox stack")],
  ["it begins to update", says("Updating")],
  ["it has created the first", hasCreated(1)],
  ["it has created some more", hasCreated(5)],
  ["it has created most of the rest", hasCreated(15)],
];

/** A start comes to its first resource within a minute, and on a machine with much other work within several. */
const patienceSeconds = 600;

/** What must become of an `npm start` that is killed at any moment. */
export function describeKilledStart(sandbox: TestSandbox): void {
  it.each(moments(sandbox))("can be killed when %s", async (_, hasCome) => {
    const start = sandbox.launch("start");
    await until(() => hasCome(start) || start.hasEnded(), patienceSeconds);
    expect(start.said()).not.toContain("The estate is applied");
    process.kill(-start.pid, "SIGKILL");
    await start.finished;
  });

  it("ends in the same state as one that was never killed", async () => {
    expect((await sandbox.run("start")).output).toContain("The estate is applied");
    await sandbox.pulumi("refresh", "--yes", "--expect-no-changes");
    await sandbox.pulumi("preview", "--expect-no-changes");
    expect((await sandbox.run("drift")).code).toBe(0);

    const resources = sandbox.state.resources();
    expect(resources).toEqual(shared.state.resources());
    // Nothing was made twice, where a second one beside the first would not be noticed.
    expect(await keyCount(sandbox)).toBe(
      resources.filter(({ type }) => type === "aws:kms/key:Key").length,
    );
  });
}

/** What must become of two starts at once, the second of which may find no more than the update of the first. */
export function describeTwoStarts(sandbox: TestSandbox): void {
  it("waits for an update that has outlived it, and goes on from there", async () => {
    const start = sandbox.launch("start");
    await until(() => hasCreated(1)(start) || start.hasEnded(), patienceSeconds);
    process.kill(start.pid, "SIGKILL");

    const { code, output } = await sandbox.run("start");

    expect(output).toMatch(/waiting for process \d+, which is updating the stack/);
    expect(code).toBe(0);
  });

  it("can run twice at once: one waits for the other", async () => {
    const starts = await Promise.all([sandbox.run("start"), sandbox.run("start")]);

    expect(starts.map(({ code }) => code)).toEqual([0, 0]);
    expect(starts.filter(({ output }) => /Waiting for process \d+/.test(output))).toHaveLength(1);
  });
}
