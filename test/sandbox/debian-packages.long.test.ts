import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { asPostgres } from "../../sandbox/products/postgresql/account";
import { databasePrograms } from "../../sandbox/products/postgresql/programs";
import { Apt } from "../../sandbox/toolchain/apt";
import { ToolCache } from "../../sandbox/toolchain/cache";
import {
  databaseCommands,
  lintCommands,
  sandboxCommands,
} from "../../sandbox/toolchain/system-commands";
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
    pgbackrest: [["version"], /^pgBackRest /],
  };

/**
 * A machine that has no PostgreSQL: this one's list of packages without it, what it needs that others have not, and
 * whatever needs that. Of what is there already apt brings nothing.
 */
function withoutPostgresql(): NodeJS.ProcessEnv {
  let installed = fs.readFileSync("/var/lib/dpkg/status", "utf8").split(/\n(?=Package: )/);
  for (let gone = "postgresql\\S*|libpq\\S*|pgbackrest|libllvm\\S*"; gone !== "";) {
    const unwanted = new RegExp(
      `^Package: (${gone})$|^(Pre-)?Depends: .*\\b(${gone})([ ,:]|$)`,
      "m",
    );
    const names = installed.flatMap((each) =>
      unwanted.test(each) ? [/^Package: (.*)/.exec(each)?.[1] ?? ""] : [],
    );
    installed = installed.filter((each) => !unwanted.test(each));
    gone = names.map((name) => name.replaceAll(/[.+]/g, "\\$&")).join("|");
  }
  fs.writeFileSync(path.join(root, "status"), `${installed.join("\n")}\n`);
  const configuration = path.join(root, "apt.conf");
  fs.writeFileSync(configuration, `Dir::State::status "${root}/status";\n`);
  return { PATH: "", APT_CONFIG: configuration };
}

/** When what an installation would change was changed last. */
const machineState = () =>
  ["/etc", "/etc/systemd/system", "/usr/bin", "/usr/sbin", "/var/lib/dpkg", "/var/lib/apt/lists"]
    .filter((directory) => fs.existsSync(directory))
    .map((directory) => `${directory} ${fs.statSync(directory).mtimeMs}`);

test("a PostgreSQL that is unpacked makes a cluster, with an empty PATH and without what the machine has of it", async () => {
  const before = machineState();
  const cache = new ToolCache(root);
  const apt = new Apt(withoutPostgresql(), path.join(root, "apt-without"));
  const commands = Object.values(databaseCommands)
    .filter(({ package: name }) => name === "postgresql")
    .map(({ command }) => command);
  const unpacking = { apt, cache, log: cache.newLog("packages") };
  const { directory } = await unpackPackage("postgresql", commands, unpacking, () => undefined);
  for (const command of commands) {
    const { stdout } = await run(path.join(directory, command), ["--version"], {
      env: { PATH: "" },
    });
    expect(stdout).toMatch(/\(PostgreSQL\) \d+/);
  }
  const env = { BWRAP: process.env["BWRAP"] };
  const { directory: programs, bwrap } = databasePrograms(
    { ...env, PATH: `${directory}:${process.env["PATH"]}` },
    root,
  );
  expect(programs.startsWith(root)).toBe(true);
  const prefix = asPostgres({ directory: programs, bwrap, pgbackrest: "" }, root);
  const [file, ...words] = [
    ...prefix,
    path.join(programs, "initdb"),
    "-D",
    path.join(root, "data"),
  ];
  await run(file, words, { env: { PATH: "/usr/bin:/bin" } });
  expect(fs.existsSync(path.join(root, "data/PG_VERSION"))).toBe(true);
  expect(machineState()).toEqual(before);
});

test.each(
  Object.values({ ...sandboxCommands, ...lintCommands, pgbackrest: databaseCommands.pgbackrest }),
)(
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
