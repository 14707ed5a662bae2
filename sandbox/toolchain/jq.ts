import * as fs from "node:fs";
import * as path from "node:path";
import { mustRun } from "./command";
import { executables } from "./on-path";
import { asExecutable, fileArchitecture, officialDownload } from "./official-download";
import { pinFile, pinText } from "./pins";
import { mustFindPython } from "./python";
import { type Source, type Tool } from "./tool";
import { isAtLeast } from "./version";

/** What Debian 13 and Ubuntu 24.04 have, and so hosts of the lab. */
const version = "1.7.1";

/** As Ubuntu's 1.7.1 calls itself. */
const oldest = "1.7";

const releases = `https://github.com/jqlang/jq/releases/download/jq-${version}`;

const release =
  fileArchitecture === undefined
    ? undefined
    : { url: `${releases}/jq-linux-${fileArchitecture}`, checksums: `${releases}/sha256sum.txt` };

/** A source package of the Python package index, whose binding is built from the release's own archive in it. */
const archive = {
  url: "https://files.pythonhosted.org/packages/ba/32/3eaca3ac81c804d6849da2e9f536ac200f4ad46a696890854c1f73b2f749/jq-1.8.0.tar.gz",
  sha256: "53141eebca4bf8b4f2da5e44271a8a3694220dfd22d2b4b2cfb4816b2b6c9057",
  inside: `jq-1.8.0/deps/jq-${version}.tar.gz`,
};

/** Regular expressions are scripts', and the library for them comes with the release; a manual is nobody's here. */
const configuration = [
  "--disable-docs",
  "--disable-maintainer-mode",
  "--disable-shared",
  "--enable-static",
  "--with-oniguruma=builtin",
  "CFLAGS=-O2",
];

const compilers = ["cc", "make"];

/** Built with the machine's C compiler. */
const fromSource: Source = {
  name: "its source in the Python package index",
  pins: async () => JSON.stringify([archive, configuration, pinText("python/fetch.py")]),
  isAvailable: async () => true,
  async install({ directory, env, log, report, compilers: turns }) {
    const missing = compilers.filter((program) => executables(program, env).length === 0);
    if (missing.length > 0) {
      throw new Error(
        `there is no ${missing.join(" and no ")} here; on Debian: sudo apt-get install build-essential`,
      );
    }
    report("fetching its source");
    const { executable } = await mustFindPython(env);
    const source = path.join(directory, "source");
    fs.mkdirSync(source);
    const fetched = path.join(source, "package.tar.gz");
    const fetch = [pinFile("python/fetch.py"), archive.url, archive.sha256, fetched];
    await mustRun(executable, fetch, { env, log });
    const unpack = (file: string, ...words: readonly string[]) =>
      mustRun("tar", ["-xzf", file, "-C", source, ...words], { env, log });
    await unpack(fetched, archive.inside);
    await unpack(path.join(source, archive.inside), "--strip-components=1");

    report("waiting for its turn to be built");
    await turns.take(async () => {
      report("building, half a minute");
      const options = { env, log, cwd: source };
      await mustRun("./configure", configuration, options);
      await mustRun("make", [], options);
    });
    fs.mkdirSync(path.join(directory, "bin"));
    fs.renameSync(path.join(source, "jq"), path.join(directory, "bin", "jq"));
    fs.rmSync(source, { recursive: true });
  },
};

/**
 * What hosts' scripts read their documents with, in the version that the lab's hosts have. Debian 12's 1.6 takes eight
 * times as long for each start, of which an update has hundreds.
 */
export const jq: Tool = {
  id: "jq",
  title: `jq ${version}`,
  command: "jq",
  file: "bin/jq",
  onHosts: true,
  question: {
    args: ["--version"],
    fits(answer) {
      const got = /^jq-(\d+\.\d+(?:\.\d+)?)/m.exec(answer)?.[1];
      return got !== undefined && isAtLeast(got, oldest);
    },
  },
  sources: [officialDownload(release, asExecutable("jq")), fromSource],
};
