import * as fs from "node:fs";
import * as path from "node:path";
import { runCommand } from "./command";

/** Where programs are below the root of a Debian package. */
const programDirectories = ["usr/bin", "usr/sbin", "bin", "sbin"];

/** PostgreSQL's own programs have a directory for each version; what is in `usr/bin` only chooses among them. */
const postgresql = "usr/lib/postgresql";

/**
 * Where PostgreSQL's programs are below `root`, that of an unpacked package or the machine's; the latest version first.
 */
export function postgresqlDirectories(root: string): string[] {
  const versions = path.join(root, postgresql);
  if (!fs.existsSync(versions)) return [];
  const latestFirst = fs.readdirSync(versions).sort((one, other) => Number(other) - Number(one));
  return latestFirst.map((version) => path.join(versions, version, "bin"));
}

/** Files of a package that its programs look for at a fixed place of the machine, by the variable that names another. */
const relocations: Readonly<Record<string, string>> = {
  // openssl(1): without its configuration `openssl req` ends with an error.
  OPENSSL_CONF: "etc/ssl/openssl.cnf",
};

/**
 * Makes `command` of the packages unpacked at `tree` work from there: `tree/command` finds its libraries in the tree.
 * Nothing in it remembers where the tree is, so that it can be moved. False if the packages have no such program.
 */
export function wrapCommand(tree: string, command: string): boolean {
  const directories = programDirectories.map((directory) => path.join(tree, directory));
  const program = [...postgresqlDirectories(tree), ...directories]
    .map((directory) => path.join(directory, command))
    .find((file) => fs.existsSync(file));
  if (program === undefined) return false;
  // A name such as python3 is a link to the program itself.
  const file = fs.realpathSync(program);
  const relative = path.relative(tree, file);
  const real = path.join("unwrapped", path.basename(file));
  fs.mkdirSync(path.join(tree, "unwrapped"), { recursive: true });
  fs.renameSync(file, path.join(tree, real));
  fs.writeFileSync(file, script(tree, relative, real), { mode: 0o755 });
  fs.symlinkSync(path.relative(tree, program), path.join(tree, command));
  return true;
}

/**
 * It keeps its own name as the program's: sshd starts itself anew by it, and a Python environment is found by it, where
 * the wrapper is reached by a link (hence bash, whose `exec` can).
 */
function script(tree: string, relative: string, real: string): string {
  const libraries = libraryDirectories(tree).map((directory) => `$tree/${directory}`);
  const relocated = Object.entries(relocations).filter(([, file]) =>
    fs.existsSync(path.join(tree, file)),
  );
  const lines = [
    "#!/bin/bash",
    "# A Debian package's program, with what it was unpacked with.",
    `self=$(/usr/bin/readlink -f "$0")`,
    `tree=\${self%/${relative}}`,
    ...(libraries.length === 0
      ? []
      : [`export LD_LIBRARY_PATH="${libraries.join(":")}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`]),
    ...relocated.map(([name, file]) => `export ${name}="\${${name}:-$tree/${file}}"`),
    // By the tree's own link it is called by the place where it was unpacked, from which Python finds its modules.
    'name=$0; [ "${0%/*}" != "$tree" ] || name=$self',
    `exec -a "$name" "$tree/${real}" "$@"`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Libraries that programs wrapped at `tree` do not find, by the loader's own account (ldd(1)). */
export async function missingLibraries(tree: string): Promise<string[]> {
  const unwrapped = path.join(tree, "unwrapped");
  const programs = fs.existsSync(unwrapped) ? fs.readdirSync(unwrapped) : [];
  const libraries = libraryDirectories(tree).map((directory) => path.join(tree, directory));
  const env = { LD_LIBRARY_PATH: libraries.join(":"), LC_ALL: "C" };
  const answers = await Promise.all(
    programs.map((program) => runCommand("/usr/bin/ldd", [path.join(unwrapped, program)], { env })),
  );
  const missing = answers.flatMap(({ stdout }) => [
    ...stdout.matchAll(/^\s*(\S+) => not found$/gm),
  ]);
  return [...new Set(missing.map(([, library = ""]) => library))];
}

/** Where the packages of `tree` have shared libraries: the multiarch directories (Debian Policy 9.1.1). */
function libraryDirectories(tree: string): string[] {
  return ["usr/lib", "lib"]
    .filter((directory) => fs.existsSync(path.join(tree, directory)))
    .flatMap((directory) =>
      fs.readdirSync(path.join(tree, directory)).map((entry) => path.join(directory, entry)),
    )
    .filter((directory) => /-linux-gnu\w*$/.test(directory));
}
