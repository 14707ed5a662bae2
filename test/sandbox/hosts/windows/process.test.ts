import { spawnSync } from "node:child_process";
import { buildExecutables } from "../../../../sandbox/build";
import { acquireLock } from "../../../../sandbox/hosts/windows/host/lock";
import { eachOnItsOwnHost } from "./support/windows-run";

describe("the compiled windows-shell", () => {
  const on = eachOnItsOwnHost();
  let shell = "";

  beforeAll(async () => {
    shell = (await buildExecutables(["windows-shell"]))["windows-shell"].file;
  });

  const start = (environment: Readonly<Record<string, string>>, input = "") =>
    spawnSync(shell, { encoding: "utf8", input, env: { ...environment } });

  it("runs a command with its standard input", () => {
    const script = "[Console]::In.ReadToEnd().Trim().ToUpper(); exit 4";
    const encoded = Buffer.from(script, "utf16le").toString("base64");
    const { status, stdout, stderr } = start(
      {
        WINDOWS_STATE: on.host.state,
        SSH_ORIGINAL_COMMAND: `pwsh.exe -NoProfile -NonInteractive -EncodedCommand ${encoded}`,
      },
      "hello\n",
    );
    expect({ status, stdout, stderr }).toEqual({ status: 4, stdout: "HELLO\r\n", stderr: "" });
  });

  it("holds a mutex against another process", () => {
    const release = acquireLock(on.host.state, "mutex Global\\backup", 0);
    const { stdout } = start({
      WINDOWS_STATE: on.host.state,
      SSH_ORIGINAL_COMMAND:
        "pwsh -Command \"$m = New-Object Threading.Mutex($false, 'Global\\backup'); $m.WaitOne(50)\"",
    });
    release?.();
    expect(stdout).toBe("False\r\n");
  });

  it("fails without a directory for the host's state", () => {
    const { status, stderr } = start({ SSH_ORIGINAL_COMMAND: "pwsh -Command 1" });
    expect(status).toBe(1);
    expect(stderr).toContain("WINDOWS_STATE is not set");
  });
});
