import * as fs from "node:fs";
import { mustRun, runCommand, tail } from "../../toolchain/command";
import { until } from "../../../test/support/until";
import { Scratch } from "./scratch";

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

test("a command's outputs are kept apart, together, in the log and line by line", async () => {
  const talk = scratch.script(
    "talk",
    `echo one; until [ -e "$RECORD" ]; do sleep 0.01; done; echo two >&2; exit 3`,
  );
  const log = scratch.write("log", "before\n");
  const lines: string[] = [];
  // Two pipes have no order of their own: the second line waits until the first has arrived.
  const onLine = (line: string) => {
    lines.push(line);
    scratch.write("record", line);
  };
  expect(await runCommand(talk, [], { env: scratch.env, log, onLine })).toEqual({
    code: 3,
    stdout: "one",
    output: "one\ntwo",
  });
  expect(lines).toEqual(["one", "two"]);
  expect(fs.readFileSync(log, "utf8")).toBe("before\none\ntwo\n");
});

test("a command gets its arguments unchanged and only the environment it was given", async () => {
  const script = scratch.script("args", 'printf "%s|" "$@"; echo "${SECRET-unset}"');
  process.env["SECRET"] = "leaked";
  const { stdout } = await runCommand(script, ["a b", "$HOME", "'"], { env: scratch.env });
  delete process.env["SECRET"];
  expect(stdout).toBe("a b|$HOME|'|unset");
});

test("a hanging command is killed together with what it started", async () => {
  const hang = scratch.script("hang", 'sleep 60 & echo $! > "$RECORD"; wait');
  const { code } = await runCommand(hang, [], { env: scratch.env, timeout: 2_000 });
  expect(code).toBeNull();
  const [child] = scratch.recorded();
  expect(child).toMatch(/^\d+$/);
  await until(() => !fs.existsSync(`/proc/${child}`));
});

test("fails without throwing when a program is not there", async () => {
  const result = await runCommand(scratch.path("absent"), [], { env: scratch.env, timeout: 500 });
  expect(result.code).toBeNull();
  expect(result.output).toContain("ENOENT");
});

test("fails with the command, its last lines and the log when it must succeed", async () => {
  const bad = scratch.script("bad", "seq 1 100; exit 4");
  const log = scratch.write("log", "");
  const failure = mustRun(bad, ["now"], { env: scratch.env, log });
  await expect(failure).rejects.toThrow(
    new RegExp(`bad now ended with code 4:\n86\n.*\n100\nThe whole output is in ${log}\\.$`, "s"),
  );
});

test("a tail is the last lines without the final line break", () => {
  expect(tail("1\n2\n3\n", 2)).toBe("2\n3");
});
