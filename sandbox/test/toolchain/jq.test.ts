import * as fs from "node:fs";
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { runCommand } from "../../toolchain/command";
import { jq } from "../../toolchain/jq";
import { pinFile } from "../../toolchain/pins";
import { findPython } from "../../toolchain/python";
import { Scratch } from "./scratch";

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

const fromSource = jq.sources.at(-1)!;

test("a machine without a compiler is told what is missing, before anything is fetched", async () => {
  scratch.script("bin/make", "");

  await expect(fromSource.install(scratch.installation())).rejects.toThrow(
    "there is no cc here; on Debian: sudo apt-get install build-essential",
  );
  expect(scratch.reports).toEqual([]);
});

test("jq is built from the release in what was fetched, one compiler at a time, and nothing else is left", async () => {
  const release = scratch.directory("made/jq-1.8.0/deps/jq-1.7.1");
  fs.writeFileSync(`${release}/configure`, '#!/bin/sh\necho "$@" >> "$RECORD"\n', { mode: 0o755 });
  const tar = async (directory: string, name: string) =>
    runCommand("/usr/bin/tar", ["-czf", `${name}.tar.gz`, name], {
      env: process.env,
      cwd: scratch.path(directory),
    });
  await tar("made/jq-1.8.0/deps", "jq-1.7.1");
  await tar("made", "jq-1.8.0");
  scratch.script("bin/tar", 'exec /usr/bin/tar "$@"');
  scratch.script("bin/cc", "");
  scratch.script("bin/make", "echo 'echo jq-1.7.1' > jq");
  scratch.script(
    "bin/python3",
    `[ "$1" = -c ] && echo '["${scratch.path("bin/python3")}", 3, 11, 7, true]' && exit
echo "$2 $3" >> "$RECORD"; cp '${scratch.path("made/jq-1.8.0.tar.gz")}' "$4"`,
  );
  const installation = scratch.installation();

  await fromSource.install(installation);

  const [fetched, configured] = scratch.recorded();
  expect(fetched).toMatch(
    /^https:\/\/files\.pythonhosted\.org\/\S+\/jq-1\.8\.0\.tar\.gz [0-9a-f]{64}$/,
  );
  expect(configured).toContain("--with-oniguruma=builtin");
  expect(fs.readdirSync(installation.directory)).toEqual(["bin"]);
  expect(fs.readFileSync(`${installation.directory}/bin/jq`, "utf8")).toBe("echo jq-1.7.1\n");
});

test("what was fetched and has another digest is not kept", async () => {
  const url = pathToFileURL(scratch.write("source", "a source")).href;
  const python = (await findPython(process.env))!.executable;
  const fetch = (digest: string) =>
    runCommand(python, [pinFile("python/fetch.py"), url, digest, scratch.path("fetched")], {
      env: process.env,
    });
  const digest = createHash("sha256").update("a source").digest("hex");

  const refused = await fetch("0".repeat(64));
  expect(refused).toMatchObject({
    code: 1,
    output: `${url} has the SHA-256 ${digest}, and not ${"0".repeat(64)}`,
  });
  expect(fs.existsSync(scratch.path("fetched"))).toBe(false);

  expect(await fetch(digest)).toMatchObject({ code: 0 });
  expect(fs.readFileSync(scratch.path("fetched"), "utf8")).toBe("a source");
});
