import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../../../estate/ports";

/** A real sshd on loopback, with a key for this test only. */
export interface SshServer {
  /** What a remote command needs to get in, with the host key pinned. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly privateKey: string;
    readonly hostKey: string;
    readonly dialErrorLimit: number;
  };
  /** A host key that is not this server's. */
  readonly otherHostKey: string;
  /** An empty directory on the host. */
  readonly directory: string;
  /** How many connections the server has taken. */
  connections(): number;
  stop(): Promise<void>;
}

function makeKey(file: string): { privateKey: string; publicKey: string } {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]);
  return {
    privateKey: readFileSync(file, "utf8"),
    publicKey: readFileSync(`${file}.pub`, "utf8").trim(),
  };
}

/** Starts sshd (`SSHD` names another than the system's) on a free port, and waits until it listens. */
export async function startSshServer(): Promise<SshServer> {
  const root = mkdtempSync(path.join(tmpdir(), "sshd-"));
  const at = (name: string) => path.join(root, name);
  const host = makeKey(at("host"));
  const client = makeKey(at("client"));
  const other = makeKey(at("other"));
  const port = await freePort();
  writeFileSync(at("authorized_keys"), `${client.publicKey}\n`);
  mkdirSync(at("home"));
  const settings = {
    ListenAddress: "127.0.0.1",
    Port: port,
    HostKey: at("host"),
    PidFile: "none",
    AuthorizedKeysFile: at("authorized_keys"),
    StrictModes: "no",
    UsePAM: "no",
    AcceptEnv: "BK_*",
    // Keeps a login script of the account that runs the tests from being read.
    SetEnv: "SHLVL=2",
    LogLevel: "VERBOSE",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  writeFileSync(at("sshd_config"), `${lines.join("\n")}\n`);
  const [bwrap = "bwrap", ...inside] = ownRun(root);
  const sshd = spawn(
    bwrap,
    [...inside, process.env["SSHD"] ?? "/usr/sbin/sshd", "-D", "-e", "-f", at("sshd_config")],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let taken = 0;
  await new Promise<void>((resolve, reject) => {
    const log = createInterface({ input: sshd.stderr });
    log.on("line", (line) => {
      if (line.includes("Server listening")) resolve();
      if (line.startsWith("Connection from")) taken += 1;
    });
    sshd.once("error", reject).once("exit", () => reject(new Error("sshd ended at once")));
  });
  return {
    connection: {
      host: "127.0.0.1",
      port,
      user: userInfo().username,
      privateKey: client.privateKey,
      hostKey: host.publicKey,
      dialErrorLimit: 0,
    },
    otherHostKey: other.publicKey,
    directory: at("home"),
    connections: () => taken,
    stop: () => stop(sshd, root),
  };
}

/**
 * Under this command line a process sees the machine with what sshd's unprivileged half is compiled to need, the account
 * `sshd` and the directory `/run/sshd`, so that neither has to be on the machine.
 */
function ownRun(root: string): string[] {
  const passwd = path.join(root, "passwd");
  const account = "sshd:x:100:65534::/run/sshd:/usr/sbin/nologin";
  writeFileSync(passwd, `${readFileSync("/etc/passwd", "utf8")}${account}\n`);
  return [
    process.env["BWRAP"] ?? "bwrap",
    ...["--die-with-parent", "--cap-add", "ALL", "--dev-bind", "/", "/"],
    ...["--tmpfs", "/run", "--dir", "/run/sshd", "--ro-bind", passwd, "/etc/passwd"],
  ];
}

async function stop(sshd: ChildProcess, root: string): Promise<void> {
  const ended = new Promise((resolve) => sshd.once("exit", resolve));
  sshd.kill();
  await ended;
  rmSync(root, { recursive: true });
}
