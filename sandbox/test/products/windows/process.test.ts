import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { buildExecutables } from "../../../build";
import { acquireLock } from "../../../products/windows/host/lock";
import { eachOnItsOwnHost } from "./support/windows-run";

/** Waits until a process has printed a word. */
const until = (child: ChildProcess, word: string) =>
  new Promise<void>((resolve) =>
    child.stdout?.on("data", (text: Buffer) => {
      if (text.toString().includes(word)) resolve();
    }),
  );

/** Everything that a process prints until it ends. */
const whole = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    let printed = "";
    child.stdout?.on("data", (text: Buffer) => void (printed += text.toString()));
    child.on("close", () => resolve(printed));
  });

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

  it("hands a mutex on to who waits for it when its owner is killed, and says so once", async () => {
    const shells: ChildProcess[] = [];
    const open = (script: string) => {
      const child = spawn(shell, {
        env: {
          WINDOWS_STATE: on.host.state,
          SSH_ORIGINAL_COMMAND: `pwsh -EncodedCommand ${Buffer.from(mutex + script, "utf16le").toString("base64")}`,
        },
      });
      shells.push(child);
      child.stdin.end();
      return child;
    };
    const mutex =
      "$m = New-Object Threading.Mutex($false, 'Global\\backup'); [Console]::WriteLine('starts'); ";
    const holder = open("$null = $m.WaitOne(0); 'holds'; Start-Sleep 60");
    await until(holder, "holds");
    const waiting = [1, 2].map(() =>
      open(
        "try { $null = $m.WaitOne(60000); 'got it' } catch { $_.FullyQualifiedErrorId }; $m.ReleaseMutex()",
      ),
    );
    const ended = waiting.map((child) => whole(child));
    await Promise.all(waiting.map((child) => until(child, "starts")));
    holder.kill("SIGKILL");

    expect((await Promise.all(ended)).sort()).toEqual([
      "starts\r\nAbandonedMutexException\r\n",
      "starts\r\ngot it\r\n",
    ]);
  });

  it("fails without a directory for the host's state", () => {
    const { status, stderr } = start({ SSH_ORIGINAL_COMMAND: "pwsh -Command 1" });
    expect(status).toBe(1);
    expect(stderr).toContain("WINDOWS_STATE is not set");
  });
});
