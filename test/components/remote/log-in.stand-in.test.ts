import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readAnswer } from "../../../components/remote/answer";
import { sealEnvelope } from "../../../model/remote/envelope";
import { PosixHost } from "../../support/posix-host";

/** Log-in shells by what sources of theirs run without a terminal, with what prints there. */
const shells: Readonly<Record<string, readonly [file: string, noise: string]>> = {
  sh: [".profile", "echo never read"],
  dash: [".profile", "echo never read"],
  bash: [".bashrc", "echo a greeting"],
  fish: [".config/fish/config.fish", "echo a greeting"],
  csh: [".cshrc", "echo a greeting"],
  tcsh: [".tcshrc", "echo a greeting"],
  zsh: [".zshenv", "echo a greeting"],
};

const located = (name: string): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((directory) => path.join(directory, name))
    .find((file) => fs.existsSync(file));

const found = Object.keys(shells).flatMap((name) => {
  const file = located(name);
  return file === undefined ? [] : [[name, file] as const];
});
const missing = Object.keys(shells).filter((name) => located(name) === undefined);
if (missing.length > 0)
  process.stderr.write(
    `Not on this machine, so not tried as log-in shells: ${missing.join(", ")}.\n`,
  );

/** Text that means something to one shell or another. */
const document = { text: `it's "$HOME" \`id\` ! \\ % {a,b} ~ # ;` };

describe.each(found)("a host whose log-in shell is %s", (name, shell) => {
  const [file, noise] = shells[name]!;
  let host: PosixHost;
  beforeEach(() => (host = new PosixHost()));
  afterEach(() => host.remove());

  /** Its start-up files are in a home of its own; the variable is how bash knows that sshd started it. */
  const logIn = () => ({
    shell,
    env: { HOME: host.state, ZDOTDIR: host.state, SSH_CLIENT: "192.0.2.1 1 22", SHLVL: "0" },
  });
  const send = (action: "apply" | "read", stdin = sealEnvelope(host.envelope(document))) =>
    host.send(action, stdin, logIn());
  const print = (text: string) => {
    fs.mkdirSync(path.dirname(path.join(host.state, file)), { recursive: true });
    fs.writeFileSync(path.join(host.state, file), `${text}\n`);
  };
  const isHeard = () =>
    spawnSync(shell, ["-c", "true"], { encoding: "utf8", env: { ...process.env, ...logIn().env } })
      .stdout !== "";

  it("takes an object and gives it back unchanged", async () => {
    const run = await send("apply");

    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(readAnswer(run.stdout)).toEqual({ observed: document, noise: "" });
  });

  it("fails on standard input that is empty, cut off or something else, in one line", async () => {
    const whole = sealEnvelope(host.envelope(document, { secrets: { password: "s3cr3t" } }));
    const cut = [1, -1, -2, -3, -4, -40].map((at) => whole.slice(0, at));
    const changed = whole.replace(/.(?=.{99}$)/, (letter) => (letter === "A" ? "B" : "A"));
    const inputs = ["", "\n", ...cut, changed, ` ${whole}`, `${whole.slice(0, -2)}QUJD"}`];
    inputs.push('{"a":1}', "[1]", whole.replace("packed", "parked"));
    const runs = await Promise.all(inputs.map((stdin) => send("apply", stdin)));

    for (const { exitCode, stdout, stderr } of runs) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(
        /^ERR standard input is no envelope of the stack but \d+ bytes, empty or cut off; nothing was done\n$/,
      );
    }
    expect(host.log).toEqual([]);
  });

  it("is not changed while its log-in prints, which is named; what is read is told apart", async () => {
    print(noise);
    if (!isHeard()) {
      expect(["sh", "dash"]).toContain(name);
      return;
    }
    const applied = await send("apply");
    const read = await send("read");

    expect(applied.exitCode).toBe(1);
    expect(applied.stdout).toBe("a greeting\n");
    expect(applied.stderr).toMatch(
      /^ERR test object one on \S+: the log-in shell \S+ prints by itself, .*; it printed: a greeting\n {2}fix: have its start-up files/,
    );
    expect(host.log).toEqual([]);
    expect(readAnswer(read.stdout)).toEqual({ observed: null, noise: "a greeting" });
  });
});

describe("a log-in that prints", () => {
  let host: PosixHost;
  beforeEach(() => (host = new PosixHost()));
  afterEach(() => host.remove());

  const bash = (home: string) => ({
    shell: "/bin/bash",
    env: { HOME: home, SSH_CLIENT: "192.0.2.1 1 22", SHLVL: "0" },
  });
  const apply = () => host.send("apply", sealEnvelope(host.envelope(document)), bash(host.state));
  const rc = (text: string) => fs.writeFileSync(path.join(host.state, ".bashrc"), text);

  it("does not hold the lock with what it leaves running", async () => {
    rc("sleep 240 </dev/null >/dev/null 2>&1 & echo $! >> $STATE/left");
    const [first, second] = [await apply(), await apply()];
    const left = fs.readFileSync(path.join(host.state, "left"), "utf8").trim().split("\n");
    for (const pid of left) process.kill(Number(pid));

    expect([first?.exitCode, second?.exitCode]).toEqual([0, 0]);
    expect(left.length).toBeGreaterThanOrEqual(4);
  });

  it("fails to pass for an answer where it swallows standard input, or ends with 0 by itself", async () => {
    rc("cat >/dev/null");
    expect(await apply()).toMatchObject({ exitCode: 1, stdout: "" });

    rc("exit 0");
    const ended = await apply();
    expect(ended).toMatchObject({ exitCode: 0, stdout: "" });
    expect(() => readAnswer(ended.stdout)).toThrow("no answer of the stack's script");
    expect(host.log).toEqual([]);
  });
});

describe("the lock of a host", () => {
  let host: PosixHost;
  beforeEach(() => (host = new PosixHost()));
  afterEach(() => host.remove());
  const place = () => path.join(host.state, "run/backup-remote");
  const apply = () => host.run("apply", document);

  it("lies in a directory of root's alone", async () => {
    expect(await apply()).toMatchObject({ exitCode: 0 });

    const { mode, uid } = fs.lstatSync(place());
    expect([mode & 0o7777, uid]).toEqual([0o700, process.getuid?.()]);
    expect(fs.readdirSync(place())).toContain("lock");
  });

  const foreign: [string, (place: string) => void, RegExp] = [
    "somebody else's",
    (at) => {
      fs.mkdirSync(at, { mode: 0o700 });
      fs.chownSync(at, 65534, 0);
    },
    /directory of user nobody/,
  ];

  it.each<[what: string, make: (place: string) => void, said: RegExp]>([
    ["a link", (at) => fs.symlinkSync("/tmp", at), /symbolic link/],
    ["a file", (at) => fs.writeFileSync(at, ""), /regular empty file/],
    [
      "open to others",
      (at) => {
        fs.mkdirSync(at);
        fs.chmodSync(at, 0o1777);
      },
      /mode 1777/,
    ],
    // Only root gives directories away.
    ...(process.getuid?.() === 0 ? [foreign] : []),
  ])("fails where its directory is %s, by name", async (_, make, said) => {
    fs.mkdirSync(path.dirname(place()), { recursive: true });
    make(place());
    const { exitCode, stderr } = await apply();

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${place()} must be a directory of this account alone, and is a`);
    expect(stderr).toMatch(said);
    expect(stderr).toContain(`fix: look who made it, and take it away: rm -r ${place()}`);
    expect(host.log).toEqual([]);
  });
});
