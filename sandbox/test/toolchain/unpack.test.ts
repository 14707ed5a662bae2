import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { Apt, installedIn } from "../../toolchain/apt";
import { cacheRoot, ToolCache } from "../../toolchain/cache";
import { unpackPackage } from "../../toolchain/unpack";
import { missingLibraries, wrapCommand } from "../../toolchain/wrapper";
import { Scratch } from "./scratch";

const run = promisify(execFile);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

/** A repository of Debian packages in a directory; what it has is built on the spot. */
function repository(packages: Readonly<Record<string, PackageSource>>): Apt {
  const architecture = process.arch === "arm64" ? "arm64" : "amd64";
  const index = Object.entries(packages).map(([name, { depends, files }]) => {
    const control = [
      ...[`Package: ${name}`, "Version: 1-1", `Architecture: ${architecture}`],
      ...["Maintainer: nobody <nobody@example.org>", "Description: for a test"],
      ...(depends === undefined ? [] : [`Depends: ${depends}`]),
    ].join("\n");
    scratch.write(`source/${name}/DEBIAN/control`, `${control}\n`);
    // Installed, a package may do what it likes.
    scratch.script(`source/${name}/DEBIAN/postinst`, `touch ${scratch.path("was-installed")}`);
    for (const [file, source] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(scratch.path(`source/${name}`, file)), { recursive: true });
      fs.copyFileSync(source, scratch.path(`source/${name}`, file));
    }
    const archive = path.join(scratch.directory("repository"), `${name}.deb`);
    execFileSync("dpkg-deb", ["--build", scratch.path(`source/${name}`), archive]);
    const content = fs.readFileSync(archive);
    const sum = createHash("sha256").update(content).digest("hex");
    return `${control}\nFilename: repository/${name}.deb\nSize: ${content.length}\nSHA256: ${sum}\n`;
  });
  scratch.write("repository/Packages", index.join("\n"));
  const sources = scratch.write(
    "sources.list",
    `deb [trusted=yes] copy:${scratch.root} repository/\n`,
  );
  const configuration = [
    `Dir::Etc::SourceList "${sources}";`,
    'Dir::Etc::SourceParts "/dev/null";',
    // The scratch directory is its owner's alone.
    'APT::Sandbox::User "";',
    // What a machine has its caches refreshed by.
    ...["Pre-Invoke", "Post-Invoke", "Post-Invoke-Success"].map(
      (hook) => `APT::Update::${hook} { "touch ${scratch.path(`ran-${hook}`)}"; };`,
    ),
  ];
  const env = { PATH: "", APT_CONFIG: scratch.write("apt.conf", configuration.join("\n")) };
  return new Apt(env, scratch.path("home/.cache/astronomy-lab-backup/apt"));
}

interface PackageSource {
  readonly depends?: string;
  /** Copies of the machine's files, by their place in the package. */
  readonly files: Readonly<Record<string, string>>;
}

const unpacking = (apt: Apt) => ({
  apt,
  cache: new ToolCache(cacheRoot(scratch.env)),
  log: scratch.write("log", ""),
});

describe("Debian packages", () => {
  test("are unpacked with what they depend on and run with an empty PATH; none is installed", async () => {
    const apt = repository({
      speaker: { depends: "speech-data", files: { "usr/bin/speak": "/bin/echo" } },
      "speech-data": { files: { "usr/share/speech/words": "/etc/hostname" } },
      other: { files: {} },
    });
    const { directory } = await unpackPackage("speaker", ["speak"], unpacking(apt), scratch.report);
    const { stdout } = await run(path.join(directory, "speak"), ["a  b"], { env: { PATH: "" } });
    expect(stdout).toBe("a  b\n");
    expect(fs.readdirSync(path.join(directory, "usr/share/speech"))).toEqual(["words"]);
    expect(fs.readdirSync(directory).sort()).toEqual(["speak", "unwrapped", "usr"]);
    expect(fs.existsSync(scratch.path("was-installed"))).toBe(false);
    expect(fs.readdirSync(scratch.root).filter((name) => name.startsWith("ran-"))).toEqual([]);
  });

  test("fail where one that they depend on is nowhere, with what apt says, and leave nothing in the cache", async () => {
    const apt = repository({ speaker: { depends: "gone (>= 2)", files: {} } });
    const failure = unpackPackage("speaker", ["speak"], unpacking(apt), scratch.report);
    await expect(failure).rejects.toThrow(/speaker : Depends: gone \(>= 2\)/);
    expect(fs.existsSync(scratch.path("home/.cache/astronomy-lab-backup/tools"))).toBe(false);
  });

  test("fail where a program would not find a library", async () => {
    const apt = repository({ speaker: { files: { "usr/bin/speak": "/bin/echo" } } });
    const damaged = Object.create(apt, {
      closure: { value: (name: string, log: string) => apt.closure(name, log) },
      unpack: {
        value: async (...args: Parameters<Apt["unpack"]>) => {
          await apt.unpack(...args);
          needsAbsentLibrary(path.join(args[1], "usr/bin/speak"));
        },
      },
    }) as Apt;
    await expect(
      unpackPackage("speaker", ["speak"], unpacking(damaged), scratch.report),
    ).rejects.toThrow("speaker was unpacked and lacks lixc.so.6");
  });
});

/** The C library is what every program asks for; its name gets a letter that no library has. */
function needsAbsentLibrary(file: string): void {
  const content = fs.readFileSync(file, "latin1");
  fs.writeFileSync(file, content.replace("libc.so.6", "lixc.so.6"), "latin1");
}

describe("a wrapped program", () => {
  /** Says by which name it was called, and where it looks for libraries and OpenSSL for its configuration. */
  const speaking = '#!/bin/bash\necho "$0 $LD_LIBRARY_PATH $OPENSSL_CONF $*"\n';
  const wrap = () => {
    scratch.write("made/usr/bin/speak3.1", speaking);
    fs.chmodSync(scratch.path("made/usr/bin/speak3.1"), 0o755);
    fs.symlinkSync("speak3.1", scratch.path("made/usr/bin/speak"));
    scratch.write("made/usr/lib/x86_64-linux-gnu/libspeech.so.1", "");
    scratch.write("made/usr/lib/python3/module.py", "");
    scratch.write("made/etc/ssl/openssl.cnf", "");
    return wrapCommand(scratch.path("made"), "speak");
  };

  test("finds its own libraries and files wherever the tree was moved to", async () => {
    expect(wrap()).toBe(true);
    const tree = scratch.path("moved");
    fs.renameSync(scratch.path("made"), tree);
    const env = { PATH: "", LD_LIBRARY_PATH: "/before" };
    const { stdout } = await run(path.join(tree, "speak"), ["a b"], { env });
    expect(stdout).toBe(
      `${tree}/unwrapped/speak3.1 ${tree}/usr/lib/x86_64-linux-gnu:/before ${tree}/etc/ssl/openssl.cnf a b\n`,
    );
  });

  test("works through a link from elsewhere, and leaves a configuration that was given alone", async () => {
    wrap();
    fs.symlinkSync(scratch.path("made/speak"), scratch.path("link"));
    const env = { PATH: "", OPENSSL_CONF: "/mine.cnf" };
    const { stdout } = await run(scratch.path("link"), [], { env });
    expect(stdout).toContain(" /mine.cnf ");
    expect(stdout).toContain(`${scratch.path("made")}/usr/lib/x86_64-linux-gnu`);
  });

  test("is not made where the package has no such program", () => {
    fs.mkdirSync(scratch.path("made"));
    expect(wrapCommand(scratch.path("made"), "speak")).toBe(false);
  });

  test("lacks no library where it lacks none", async () => {
    wrap();
    fs.copyFileSync("/bin/bash", scratch.path("made/unwrapped/bash"));
    expect(await missingLibraries(scratch.path("made"))).toEqual([]);
  });
});

test("what apt-get would install is read with its version, an older one in brackets left out", () => {
  const simulation = [
    "Reading package lists...",
    "Inst jq [1.6-2] (1.6-2.1+deb12u3 Debian-Security:12/oldstable-security [amd64]) []",
    "Inst openssh-server (1:9.2p1-2 Debian:12.1/stable [amd64])",
    "Conf jq (1.6-2.1+deb12u3 Debian-Security:12/oldstable-security [amd64])",
  ];
  expect(installedIn(simulation.join("\n"))).toEqual([
    { name: "jq", version: "1.6-2.1+deb12u3" },
    { name: "openssh-server", version: "1:9.2p1-2" },
  ]);
});
