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
