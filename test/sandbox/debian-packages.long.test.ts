import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { Apt } from "../../sandbox/toolchain/apt";
import { ToolCache } from "../../sandbox/toolchain/cache";
import { lintCommands, sandboxCommands } from "../../sandbox/toolchain/system-commands";
import { unpackPackage } from "../../sandbox/toolchain/unpack";

const run = promisify(execFile);

const root = fs.mkdtempSync(path.join(os.tmpdir(), "packages-"));
afterAll(() => fs.rmSync(root, { recursive: true }));

/** How each program says what it is. */
const introductions: Readonly<Record<string, readonly [args: readonly string[], answer: RegExp]>> =
  {
    sshd: [["-V"], /^OpenSSH_/],
    "ssh-keygen": [["-?"], /usage: ssh-keygen/],
    bwrap: [["--version"], /^bubblewrap /],
    jq: [["--version"], /^jq-/],
    openssl: [["version"], /^OpenSSL /],
    rclone: [["version"], /^rclone v/],
    shellcheck: [["--version"], /^ShellCheck/],
  };

/** When what an installation would change was changed last. */
const machineState = () =>
  ["/etc", "/etc/systemd/system", "/usr/bin", "/usr/sbin", "/var/lib/dpkg", "/var/lib/apt/lists"]
    .filter((directory) => fs.existsSync(directory))
    .map((directory) => `${directory} ${fs.statSync(directory).mtimeMs}`);

test.each(Object.values({ ...sandboxCommands, ...lintCommands }))(
  "$command of the distribution's own $package is unpacked and runs with an empty PATH; the machine stays as it was",
  async ({ command, package: name }) => {
    const before = machineState();
    const cache = new ToolCache(root);
    const apt = new Apt({ PATH: "" }, path.join(root, "apt"));
    const { directory } = await unpackPackage(
      name,
      [command],
      { apt, cache, log: cache.newLog("packages") },
      () => undefined,
    );
    const [args, answer] = introductions[command] ?? [["--version"], /^$/];
    const { stdout, stderr } = await run(path.join(directory, command), args, {
      env: { PATH: "", HOME: root },
    }).catch((error: { stdout: string; stderr: string }) => error);
    expect(stdout + stderr).toMatch(answer);
    expect(machineState()).toEqual(before);
  },
);
