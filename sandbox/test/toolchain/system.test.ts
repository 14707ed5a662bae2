import * as fs from "node:fs";
import { type PackageManager } from "../../toolchain/apt";
import { resolveCommands, type System } from "../../toolchain/system";
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

/** A system whose apt-get notes its call and whether services are forbidden, and installs by `effect`. */
function system(changes: Partial<PackageManager> = {}, effect = ""): System {
  scratch.script(
    "bin/apt-get",
    `echo "apt-get $*" >> "$RECORD"; echo "services: $(sh "$POLICY" 2>/dev/null; echo $?)" >> "$RECORD"\n${effect}`,
  );
  for (const tool of ["sh", "rm", "chmod", "grep"]) {
    scratch.script(`bin/${tool}`, `exec /bin/${tool} "$@"`);
  }
  const packages = {
    isUsable: true,
    env: scratch.env,
    lists: scratch.directory("lists"),
    servicePolicy: scratch.path("policy-rc.d"),
    ...changes,
  };
  return { env: scratch.env, packages, moreDirectories: [scratch.path("sbin")], authorities: [] };
}

const installs = (...names: string[]) =>
  names.map((name) => `cp /bin/true "${scratch.path("bin", name)}"`).join("; ");

const resolve = (on: System) => resolveCommands(commands, on, log, scratch.report);

test("what is there is found, also where only servers' programs are, and apt is left alone", async () => {
  const star = scratch.script("bin/star", "");
  const moon = scratch.script("sbin/moon", "");
  expect(await resolve(system())).toEqual({ star, moon });
  expect(scratch.recorded()).toEqual([]);
});

test("only what is missing is installed, without questions, after the lists were fetched", async () => {
  scratch.script("bin/star", "");
  const found = await resolve(system({}, installs("moon")));
  expect(found.moon).toBe(scratch.path("bin/moon"));
  const calls = scratch.recorded().filter((line) => line.startsWith("apt-get"));
  expect(calls).toEqual([
    expect.stringMatching(/ update$/),
    expect.stringMatching(/ -y .*--no-install-recommends install moon-server$/),
  ]);
  expect(scratch.reports.at(-1)).toBe("installed moon-server");
});

test("young lists are not fetched again", async () => {
  scratch.write("lists/mirror_Packages.lz4", "");
  await resolve(system({}, installs("star", "moon")));
  expect(scratch.recorded().filter((line) => line.endsWith(" update"))).toEqual([]);
});

test("old lists are fetched again", async () => {
  scratch.write("lists/mirror_Packages", "");
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  fs.utimesSync(scratch.path("lists"), twoDaysAgo, twoDaysAgo);
  await resolve(system({}, installs("star", "moon")));
  expect(scratch.recorded().filter((line) => line.endsWith(" update"))).toHaveLength(1);
});

test("no service may start while packages are installed, and the policy for that goes away", async () => {
  const on = system({}, installs("star", "moon"));
  await resolve(on);
  expect(scratch.recorded()).toContain("services: 101");
  expect(fs.existsSync(on.packages.servicePolicy)).toBe(false);
});

test("a policy that an interrupted installation left is taken away by the next", async () => {
  const on = system({}, installs("star", "moon"));
  fs.writeFileSync(
    on.packages.servicePolicy,
    "#!/bin/sh\n# written by the backup sandbox while it installs packages; safe to delete\nexit 101\n",
  );
  await resolve(on);
  expect(fs.existsSync(on.packages.servicePolicy)).toBe(false);
});

test("the administrator's own policy is neither changed nor removed", async () => {
  const on = system({}, installs("star", "moon"));
  fs.writeFileSync(on.packages.servicePolicy, "exit 42\n");
  await resolve(on);
  expect(scratch.recorded()).toContain("services: 42");
  expect(fs.readFileSync(on.packages.servicePolicy, "utf8")).toBe("exit 42\n");
});

describe("fails", () => {
  test("without root with one message that has everything missing and the command", async () => {
    const failure = resolve(system({ isUsable: false }));
    await expect(failure).rejects.toThrow(
      [
        "This machine lacks:",
        "- star (Debian package stars): night needs it",
        "- moon (Debian package moon-server): tides need it",
        "Installing needs root and apt-get. Install them yourself and run the command again:",
        "  sudo apt-get update && sudo apt-get install stars moon-server",
      ].join("\n"),
    );
    expect(scratch.recorded()).toEqual([]);
  });

  test("without root also for what the installers need", async () => {
    const on = system({ isUsable: false });
    const failure = resolveCommands(commands, on, log, scratch.report, { withInstallers: true });
    await expect(failure).rejects.toThrow(
      "apt-get install stars moon-server python3-venv ca-certificates",
    );
  });

  test("with apt's last lines when apt fails, and still takes the policy away", async () => {
    const on = system({}, "echo E: Unable to locate package moon-server; exit 100");
    await expect(resolve(on)).rejects.toThrow(/ended with code 100:.*E: Unable to locate package/s);
    expect(fs.existsSync(on.packages.servicePolicy)).toBe(false);
  });

  test("when apt succeeds but what is needed is still not there", async () => {
    await expect(resolve(system({}, installs("star")))).rejects.toThrow(
      /this is still missing:\n- moon \(Debian package moon-server\)/,
    );
  });
});
