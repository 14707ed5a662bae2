import * as fs from "node:fs";
import { executables } from "../../toolchain/on-path";
import { databaseCommands, lintCommands, sandboxCommands } from "../../toolchain/system-commands";
import { resolveLintTools, resolveToolchain } from "../../toolchain/toolchain";
import { Scratch } from "./scratch";

/** What is there before any tool of the toolchain. */
const commands = { ...sandboxCommands, ...databaseCommands };

let scratch: Scratch;
const output = { text: "", write: (text: string) => (output.text += text) };

beforeEach(() => {
  scratch = new Scratch();
  output.text = "";
  // The sandbox's commands exist on this PATH, so that nothing is installed on the machine of the test; none is a
  // script, which hosts would not be given.
  for (const { command } of Object.values(commands)) scratch.binary(`bin/${command}`);
  scratch.script("bin/minio", "echo minio version RELEASE.2025-10-15T17-29-55Z");
  // Hosts run these as well, and would not be given a script.
  for (const tool of ["mc", "restic", "jq"])
    fs.symlinkSync(
      process.env[tool.toUpperCase()] ?? executables(tool, process.env)[0]!,
      scratch.path("bin", tool),
    );
  scratch.script(
    "bin/python3",
    `case "$2" in *moto*) echo 5.2.5;; *) echo '["/python3", 3, 11, 7, true]';; esac`,
  );
  scratch.env["SSL_CERT_FILE"] = scratch.write("authorities.pem", "");
  const memory = ["aws@7.48.0", "command@1.2.1", "minio@0.17.1", "proxmoxve@8.6.0"].map((key) => [
    key,
    { why: "failed", at: Date.now() },
  ]);
  scratch.write(
    "home/.cache/astronomy-lab-backup/refused-plugins.json",
    JSON.stringify(Object.fromEntries(memory)),
  );
});
afterEach(() => scratch.remove());

const fakePulumi = (directory: string) => {
  scratch.script(`${directory}/pulumi`, "echo v3.259.0");
  scratch.env["PATH"] += `:${scratch.path(directory)}`;
};

test("a machine that has everything installs nothing and gets absolute paths", async () => {
  fakePulumi("official");
  scratch.script("official/pulumi-language-nodejs", "");
  const toolchain = await resolveToolchain({ env: scratch.env, output });
  const standIn = { kind: "stand-in", files: [] };
  expect(toolchain).toEqual({
    ...Object.fromEntries(
      Object.entries(commands).map(([key, { command }]) => [key, scratch.path("bin", command)]),
    ),
    pulumi: scratch.path("official/pulumi"),
    minio: scratch.path("bin/minio"),
    mc: scratch.path("bin/mc"),
    restic: scratch.path("bin/restic"),
    jq: scratch.path("bin/jq"),
    motoPython: scratch.path("bin/python3"),
    plugins: { aws: standIn, command: standIn, minio: standIn, proxmoxve: standIn },
    languageHost: "official",
  });
  expect(output.text).toMatch(/^✓ Pulumi CLI 3\.259\.0 \(from PATH\) \d+\.\d s$/m);
  expect(fs.existsSync(scratch.path("home/.cache/astronomy-lab-backup/tools"))).toBe(false);
});

test("a CLI without the official language host beside it gets the stand-in", async () => {
  fakePulumi("built");
  expect((await resolveToolchain({ env: scratch.env, output })).languageHost).toBe("stand-in");
});

test("a script that hosts would not see is not taken for what they run", async () => {
  fakePulumi("official");
  const found = scratch.script("before/jq", "echo jq-1.7.1");
  scratch.env["PATH"] = `${scratch.path("before")}:${scratch.env["PATH"]}`;

  const { jq } = await resolveToolchain({ env: scratch.env, output });

  expect(jq).not.toBe(found);
  expect(jq).toBe(scratch.path("bin/jq"));
});

test("a machine that has what linting runs installs nothing, and another zizmor is not taken", async () => {
  for (const { command } of Object.values(lintCommands)) scratch.binary(`bin/${command}`);
  scratch.script("other/zizmor", "echo zizmor 1.0.0");
  scratch.script("pinned/zizmor", "echo zizmor 1.32.0");
  scratch.env["PATH"] += `:${scratch.path("other")}:${scratch.path("pinned")}`;

  expect(await resolveLintTools({ env: scratch.env, output })).toEqual({
    shellcheck: scratch.path("bin/shellcheck"),
    zizmor: scratch.path("pinned/zizmor"),
  });
  expect(output.text).toMatch(/^✓ zizmor 1\.32\.0 \(from PATH\) \d+\.\d s$/m);
});
