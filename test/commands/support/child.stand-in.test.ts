import { run, show } from "../../../commands/support/child";
import { projectRoot } from "../../../lib/project-root";

const sh = (script: string, ...more: [object?, string?]) => run("/bin/sh", ["-c", script], ...more);

describe("a program that a command runs", () => {
  it("works in the project, and what it prints comes back unchanged with its exit code", async () => {
    expect(await sh("pwd; printf 'mind this\\n\\n' >&2; exit 3")).toEqual({
      code: 3,
      stdout: `${projectRoot}\n`,
      stderr: "mind this\n\n",
    });
  });

  it("reads nothing, or what it is given, and that alone", async () => {
    expect((await sh("cat; echo end")).stdout).toBe("end\n");
    expect((await sh("cat", {}, "a secret")).stdout).toBe("a secret");
  });

  it("has the environment that it is given, or this one", async () => {
    expect((await sh('echo "$HOME"')).stdout).toBe(`${process.env["HOME"]}\n`);
    expect((await sh('echo "$A$HOME"', { env: { A: "b" } })).stdout).toBe("b\n");
  });

  it("prints in the order of both streams where that is asked for", async () => {
    expect((await sh("echo one; echo two >&2", { all: true })).all).toBe("one\ntwo\n");
  });

  it("may print more than a hundred megabytes", async () => {
    expect((await sh("head -c 120000000 /dev/zero")).stdout).toHaveLength(120_000_000);
  });

  it("says with its exit code how it went, although it never read what it was given", async () => {
    const { code, stderr } = await sh("echo no >&2; exit 4", {}, "x".repeat(1_000_000));
    expect({ code, stderr }).toEqual({ code: 4, stderr: "no\n" });
  });

  it("ended by a signal has no exit code, and on a terminal 1", async () => {
    expect(await sh("kill -9 $$")).toMatchObject({ code: null });
    expect(await show("/bin/sh", ["-c", "kill -9 $$"], { stdio: "ignore" })).toBe(1);
  });

  it("on a terminal ends with its own exit code", async () => {
    expect(await show("/bin/sh", ["-c", "exit 7"], { stdio: "ignore" })).toBe(7);
  });

  it.each([
    ["that is not there", "no-such-program", "ENOENT"],
    ["that may not be run", "/etc/passwd", "EACCES"],
  ])("fails to start %s with that", async (_, program, code) => {
    await expect(run(program, [])).rejects.toMatchObject({ code });
    await expect(show(program, [])).rejects.toMatchObject({ code });
  });
});
