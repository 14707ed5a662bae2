import { describeLocks, locksIn, type Machine } from "../../../commands/stack/stack-lock";

/** As Pulumi CLI 3.259 says it; the addresses are shortened. */
const refused = (...holders: readonly string[]) =>
  `error: the stack is currently locked by ${holders.length} lock(s). Either wait for the other process(es) to end or delete ` +
  "the lock file with `pulumi cancel`." +
  holders
    .map((holder) => `\n  s3://b/.pulumi/locks/x.json?region=r: created by ${holder}`)
    .join("") +
  "\n";
const ada = String.raw`LAB\ada@home@ws1 (pid 4711) at 2026-11-29T20:30:25Z`;
const runner = "runner@ci-7 (pid 12) at 2026-11-29T22:30:26+02:00";

const machine: Machine = { host: "ws1", isPulumi: (pid) => pid === 12 };
const up = ["up", "--stack", "lab"];

describe("the locks of a stack", () => {
  it("are read from a refusal", () => {
    expect(locksIn(refused(ada, runner))).toEqual([
      { user: String.raw`LAB\ada@home`, host: "ws1", pid: 4711, since: "2026-11-29T20:30:25Z" },
      { user: "runner", host: "ci-7", pid: 12, since: "2026-11-29T22:30:26+02:00" },
    ]);
  });

  it.each([
    ["nothing", ""],
    ["another error", "error: no stack named 'lab' found"],
    ["a message of the program in the same words", `note: created by ${runner}`],
  ])("are none in %s", (_, said) => {
    expect(locksIn(said)).toEqual([]);
    expect(describeLocks(up, said, machine)).toBeUndefined();
  });

  it("are told in one line, with what helps", () => {
    expect(describeLocks(up, refused(runner), machine)).toBe(
      "The stack lab is locked by runner@ci-7 (process 12, since 2026-11-29T22:30:26+02:00). Wait until that has ended, then run " +
        "this again. Only if it was killed, or its machine is gone: npm run pulumi -- cancel --stack lab, then run this again.",
    );
  });

  it.each([
    ["runs", "does not run any more", (pid: number) => pid === 12],
    ["does not run any more", "runs", () => false],
  ])("are told with what this machine knows: it %s", (seen, other, isPulumi) => {
    const told = describeLocks(up, refused(runner), { host: "ci-7", isPulumi });
    expect(told).toContain(`, which ${seen} on this machine)`);
    expect(told).not.toContain(`which ${other}`);
  });

  it("are told all, and of the environment's own stack without a name", () => {
    const told = describeLocks(["up"], refused(ada, runner), machine);
    expect(told).toMatch(/^The stack is locked by .*ws1 \(.*\) and runner@ci-7 \(process 12, /);
    expect(told).toContain(": npm run pulumi -- cancel, then");
  });
});
