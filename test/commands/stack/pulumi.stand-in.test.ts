import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pulumiResult, runPulumi, showPulumi } from "../../../commands/stack/pulumi";

/** A directory for PATH whose `pulumi` is this shell script. */
function pathWith(script: string): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-"));
  fs.writeFileSync(path.join(directory, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return directory;
}

const secret = "correct horse";

describe("the Pulumi CLI", () => {
  it("is run without questions, reads what it is given, and tells everything", async () => {
    const PATH = `${pathWith('echo "$*"; cat; echo mind >&2; exit 3')}:/bin:/usr/bin`;
    expect(await pulumiResult(["stack", "ls"], { PATH }, secret)).toEqual({
      ...{ code: 3, stderr: "mind\n" },
      stdout: `--non-interactive stack ls\n${secret}`,
    });
  });

  it("fails with what it printed, but for what is secret of it", async () => {
    const PATH = `${pathWith(`echo "${secret}"; echo mind >&2; exit 3`)}:/bin:/usr/bin`;
    const failure = (printed: "shown" | "secret") =>
      runPulumi(["config"], { PATH }, "", printed).catch(String);
    expect(await failure("shown")).toBe(`Error: pulumi config ended with 3:\n${secret}\nmind\n`);
    expect(await failure("secret")).toBe("Error: pulumi config ended with 3:\nmind\n");
  });

  it("ends on this terminal with its own exit code", async () => {
    expect(await showPulumi(["up"], { PATH: pathWith("exit 4") })).toBe(4);
  });

  it("fails with what helps where there is none, and leaves Ctrl-C as it was", async () => {
    const before = process.listenerCount("SIGINT");
    const PATH = "/nowhere";
    for (const run of [pulumiResult, showPulumi, runPulumi]) {
      await expect(run(["up"], { PATH })).rejects.toThrow(/^pulumi is not on PATH; install/);
    }
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});

describe("a stack that somebody else's update holds", () => {
  const refusal =
    "error: the stack is currently locked by 1 lock(s).\n  s3://b/x.json: created by ada@ws1 (pid 12) at 2026-11-29T20:30:25Z";
  const PATH = () => `${pathWith(`echo '${refusal}' >&2; exit 255`)}:/bin:/usr/bin`;
  const told =
    /The stack lab is locked by ada@ws1 \(process 12, .*: npm run pulumi -- cancel --stack lab/;

  it("fails with what helps", async () => {
    await expect(
      runPulumi(["stack", "import", "--stack", "lab"], { PATH: PATH() }),
    ).rejects.toThrow(told);
  });

  it("is told of on this terminal, after all that the CLI has said", async () => {
    const error = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const shown = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    const code = await showPulumi(["up", "--stack", "lab"], { PATH: PATH() });
    const passed = shown.mock.calls.map(([chunk]) => chunk.toString()).join("");
    shown.mockRestore();

    expect(code).toBe(255);
    expect(passed).toBe(`${refusal}\n`);
    expect(error.mock.calls).toEqual([[expect.stringMatching(told)]]);
  });
});
