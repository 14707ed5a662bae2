import * as fs from "node:fs";
import { Apt } from "../../toolchain/apt";
import { cacheRoot, ToolCache } from "../../toolchain/cache";
import { type Machine } from "../../toolchain/install-packages";
import { InstallationRefused, resolveCommands, type System } from "../../toolchain/system";
import { Scratch } from "./scratch";

const commands = {
  star: { command: "star", package: "stars", reason: "night needs it" },
  moon: { command: "moon", package: "moon-server", reason: "tides need it" },
};

let scratch: Scratch;
let log: string;

beforeEach(() => {
  scratch = new Scratch();
  log = scratch.write("log", "");
});
afterEach(() => scratch.remove());

/**
 * A machine whose mirrors have `packages`, each with one program of its own name, for unpacking; and whose apt-get
 * installs by `effect`. Each notes its calls, and an installation whether services are forbidden.
 */
function system(
  packages: Readonly<Record<string, string>>,
  changes: Partial<Machine> & { readonly mayInstall?: boolean } = {},
  effect = "",
): System {
  const simulated = Object.keys(packages).map((name) => `${name}) echo "Inst ${name} (1-1 x)";;`);
  scratch.script(
    "bin/apt-get",
    `echo "apt-get $*" >> "$RECORD"
    for each in "$@"; do name=$each; done
    case "$*" in
      *" update") touch "${scratch.path("apt/lists/partial")}" "${scratch.path("apt/lists/m_Packages")}";;
      *" --simulate "*) case "$name" in ${simulated.join(" ")} *) echo "E: Unable to locate package $name"; exit 100;; esac;;
      *" download "*) touch "\${name%=*}.deb";;
      *) echo "services: $(sh "$POLICY" 2>/dev/null; echo $?)" >> "$RECORD"; ${effect}
    esac`,
  );
  const unpacked = Object.entries(packages).map(
    ([name, program]) =>
      `${name}.deb) mkdir -p "$3/usr/bin"; cp /bin/true "$3/usr/bin/${program}";;`,
  );
  scratch.script("bin/dpkg-deb", `case "\${2##*/}" in ${unpacked.join(" ")} esac`);
  const env = scratch.env;
  const cache = new ToolCache(cacheRoot(env));
  const machine = {
    ...{ env: { ...env, PATH: `${env["PATH"]}:/usr/bin:/bin` }, isRoot: true },
    configuration: scratch.directory("etc"),
    servicePolicy: scratch.path("policy-rc.d"),
    ...changes,
  };
  return {
    ...{ env, cache, machine, apt: new Apt(env, scratch.path("apt")) },
    mayInstall: changes.mayInstall ?? false,
    moreDirectories: [scratch.path("sbin")],
    authorities: [],
    wholeDirectories: [cache.root],
  };
}

const installs = (...names: string[]) =>
  names.map((name) => `cp /bin/true "${scratch.path("bin", name)}"`).join("; ");

const resolve = (on: System) => resolveCommands(commands, on, log, scratch.report);

const calls = (kind: RegExp) => scratch.recorded().filter((line) => kind.test(line));
/** Whatever would change the machine. */
const installations = () => calls(/(?<!--simulate --no-install-recommends) install /);

const both = { stars: "star", "moon-server": "moon" };

test("a script is no program for hosts, who see its directory and not what it runs", async () => {
  const shim = scratch.script("bin/star", "");
  const { star } = commands;

  const onMachine = await resolveCommands({ star }, system(both), log, scratch.report);
  const onHosts = await resolveCommands(
    { star: { ...star, onHosts: true } },
    system(both),
    log,
    scratch.report,
  );

  expect(onMachine.star).toBe(shim);
  expect(onHosts.star).not.toBe(shim);
  expect(onHosts.star).toMatch(/stars/);
});

test("a program that is no script is one for hosts, wherever it is", async () => {
  const program = scratch.path("bin", "star");
  fs.copyFileSync("/bin/true", program);

  const found = await resolveCommands(
    { star: { ...commands.star, onHosts: true } },
    system(both),
    log,
    scratch.report,
  );

  expect(found.star).toBe(program);
});

test("what is there is found, also where only servers' programs are, and apt is left alone", async () => {
  const star = scratch.script("bin/star", "");
  const moon = scratch.script("sbin/moon", "");
  expect(await resolve(system(both))).toEqual({ star, moon });
  expect(scratch.recorded()).toEqual([]);
});

test("only what is missing is unpacked, beside the machine, and goes last on the PATH", async () => {
  const star = scratch.script("bin/star", "");
  const on = system(both, { mayInstall: true });
  const found = await resolve(on);
  expect(found.star).toBe(star);
  expect(found.moon).toMatch(/\.cache\/astronomy-lab-backup\/tools\/moon-server-[^/]+\/moon$/);
  expect(on.env["PATH"]).toBe(`${scratch.bin}:${found.moon.replace(/\/moon$/, "")}`);
  expect(calls(/ stars/)).toEqual([]);
  expect(installations()).toEqual([]);
  expect(scratch.reports.at(-1)).toBe("unpacked in the cache: moon-server");
});

test("what was unpacked before is used without asking apt", async () => {
  const found = await resolve(system(both));
  const before = scratch.recorded();
  scratch.env["PATH"] = scratch.bin;
  expect(await resolve(system(both))).toEqual(found);
  expect(scratch.recorded()).toEqual(before);
});

test("lists are fetched into a directory of ours, and young ones not again", async () => {
  scratch.write("apt/lists/mirror_Packages.lz4", "");
  fs.mkdirSync(scratch.path("apt/lists/partial"));
  await resolve(system(both));
  expect(calls(/ update$/)).toEqual([]);
  expect(calls(/./).every((line) => line.includes(scratch.path("apt/lists")))).toBe(true);
});

test("old lists are fetched again, once", async () => {
  scratch.write("apt/lists/mirror_Packages", "");
  const partial = scratch.directory("apt/lists/partial");
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  fs.utimesSync(partial, twoDaysAgo, twoDaysAgo);
  const on = system(both);
  await resolve(on);
  expect(calls(/ update$/)).toHaveLength(1);
});

describe("with the word, what cannot be unpacked is installed", () => {
  const word = { mayInstall: true };

  test("without questions, after the lists were fetched", async () => {
    const on = system({ stars: "star" }, word, installs("moon"));
    expect((await resolve(on)).moon).toBe(scratch.path("bin/moon"));
    expect(installations()).toEqual([
      expect.stringMatching(/ -y .*--no-install-recommends install moon-server$/),
    ]);
    expect(scratch.reports.at(-1)).toBe("installed moon-server");
  });

  test("no service may start meanwhile, and the policy for that goes away", async () => {
    const on = system({}, word, installs("star", "moon"));
    await resolve(on);
    expect(scratch.recorded()).toContain("services: 101");
    expect(fs.existsSync(on.machine.servicePolicy)).toBe(false);
  });

  test("a policy that an interrupted installation left is taken away by the next", async () => {
    const on = system({}, word, installs("star", "moon"));
    fs.writeFileSync(
      on.machine.servicePolicy,
      "#!/bin/sh\n# written by the backup sandbox while it installs packages; safe to delete\nexit 101\n",
    );
    await resolve(on);
    expect(fs.existsSync(on.machine.servicePolicy)).toBe(false);
  });

  test("the administrator's own policy is neither changed nor removed", async () => {
    const on = system({}, word, installs("star", "moon"));
    fs.writeFileSync(on.machine.servicePolicy, "exit 42\n");
    await resolve(on);
    expect(scratch.recorded()).toContain("services: 42");
    expect(fs.readFileSync(on.machine.servicePolicy, "utf8")).toBe("exit 42\n");
  });

  test("nothing that the packages enable stays enabled, and what was enabled before does", async () => {
    const units = scratch.directory("etc/systemd/system/multi-user.target.wants");
    fs.symlinkSync("/own.service", `${units}/own.service`);
    const runlevel = scratch.directory("etc/rc2.d");
    const enables = [
      `ln -s /lib/systemd/system/ssh.service "${units}/ssh.service"`,
      `ln -s /lib/systemd/system/ssh.service "${scratch.path("etc/systemd/system/sshd.service")}"`,
      `ln -s ../init.d/ssh "${runlevel}/S01ssh"`,
      `ln -s /elsewhere "${scratch.path("etc/alternative")}"`,
    ];
    await resolve(system({}, word, [installs("star", "moon"), ...enables].join("; ")));
    expect(fs.readdirSync(units)).toEqual(["own.service"]);
    expect(fs.readdirSync(scratch.path("etc/systemd/system"))).toEqual(["multi-user.target.wants"]);
    expect(fs.readdirSync(runlevel)).toEqual([]);
    expect(fs.readlinkSync(scratch.path("etc/alternative"))).toBe("/elsewhere");
  });
});

describe("fails", () => {
  test("without the word, with all that is missing, why, and the commands; nothing is installed", async () => {
    const failure = resolve(system({}));
    await expect(failure).rejects.toThrow(InstallationRefused);
    await expect(failure).rejects.toThrow(
      /^This machine lacks:\n- star \(Debian package stars\): night needs it\n- moon \(Debian package moon-server\): tides need it\nThey could not be unpacked for this project alone:\n- stars: .*E: Unable to locate package stars.*- moon-server: .* -- --yes.*\n {2}sudo apt-get update && sudo apt-get install stars moon-server$/s,
    );
    expect(installations()).toEqual([]);
  });

  test("for an ordinary user with the command for root, also with the word; nothing is installed", async () => {
    const failure = resolve(system({}, { isRoot: false, mayInstall: true }));
    await expect(failure).rejects.not.toThrow(InstallationRefused);
    await expect(failure).rejects.toThrow(
      "Install them yourself and run the command again:\n  sudo apt-get update && sudo apt-get install stars moon-server",
    );
    expect(installations()).toEqual([]);
  });

  test("where there is no package manager, also for what the installers need", async () => {
    const on = system({}, { isRoot: false });
    const bare = { ...on, apt: Object.create(on.apt, { isThere: { value: false } }) as Apt };
    const failure = resolveCommands(commands, bare, log, scratch.report, { withInstallers: true });
    await expect(failure).rejects.toThrow(
      /- there is no apt-get here .*apt-get install stars moon-server python3-venv ca-certificates$/s,
    );
  });

  test("when a package needs another C library than the machine's, which cannot be mixed", async () => {
    const on = system(both);
    const apt = Object.create(on.apt, {
      closure: { value: async () => [{ name: "libc6", version: "3.0-1" }] },
    }) as Apt;
    await expect(resolve({ ...on, apt })).rejects.toThrow(
      "- stars: stars needs libc6 3.0-1, and the machine has an older one",
    );
  });

  test("when what was unpacked does not have the program", async () => {
    const failure = resolve(system({ stars: "star", "moon-server": "other" }));
    await expect(failure).rejects.toThrow(
      /lacks:\n- moon .*\n.*\n- what was unpacked does not have them/,
    );
  });

  test("with apt's last lines when apt fails, and still takes the policy away", async () => {
    const on = system({}, { mayInstall: true }, "echo E: broken mirror; exit 100");
    await expect(resolve(on)).rejects.toThrow(/ended with code 100:.*E: broken mirror/s);
    expect(fs.existsSync(on.machine.servicePolicy)).toBe(false);
  });

  test("when apt succeeds but what is needed is still not there", async () => {
    const on = system({}, { mayInstall: true }, installs("star"));
    await expect(resolve(on)).rejects.toThrow(
      /this is still missing:\n- moon \(Debian package moon-server\)/,
    );
  });
});
