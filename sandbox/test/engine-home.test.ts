import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type EngineTools, layOutEngine } from "../engine-home";
import { type SandboxLayout, sandboxLayout } from "../layout";
import { type ResolvedPlugin } from "../toolchain/plugins";
import { Scratch } from "./toolchain/scratch";

let scratch: Scratch;
let layout: SandboxLayout;
beforeEach(() => {
  scratch = new Scratch();
  layout = sandboxLayout(scratch.directory("sandbox"));
});
afterEach(() => scratch.remove());

const aws = { name: "aws", version: "7.1.0" };
const minio = { name: "minio", version: "0.9.0" };

const standIn: ResolvedPlugin = { kind: "stand-in", files: [] };

/** Tools as the toolchain would have found them, with a CLI that says where it was started from. */
function tools(changes: Partial<EngineTools> = {}): EngineTools {
  return {
    pulumi: changes.pulumi ?? scratch.script("tools/bin/pulumi", 'echo "cli in ${0%/*}"'),
    plugins: { aws: standIn, minio: standIn },
    languageHost: "stand-in",
    ...changes,
  };
}

const pluginFile = ({ name, version }: typeof aws) =>
  path.join(
    layout.engineHome,
    "plugins",
    `resource-${name}-v${version}`,
    `pulumi-resource-${name}`,
  );

describe("what is laid out for the engine", () => {
  it("is our language host beside a CLI of its own, so that the CLI finds it unasked", async () => {
    await layOutEngine(layout, tools(), []);

    const cli = path.join(layout.bin, "pulumi");
    expect(fs.lstatSync(cli).isSymbolicLink()).toBe(false);
    expect(execFileSync(cli).toString()).toBe(`cli in ${layout.bin}\n`);
    expect(() =>
      execFileSync(path.join(layout.bin, "pulumi-language-nodejs"), { stdio: "pipe" }),
    ).toThrow(/no engine address/);
  });

  it("is nothing on PATH where the official CLI brings its own language host", async () => {
    await layOutEngine(layout, tools(), []);
    await layOutEngine(layout, tools({ languageHost: "official" }), []);

    expect(fs.readdirSync(layout.bin)).toEqual([]);
  });

  it("is each plugin in the engine's home under its version: official ones linked, the others ours", async () => {
    const file = scratch.script("official/pulumi-resource-minio", "echo official");
    const official: ResolvedPlugin = { kind: "official", files: [file] };

    await layOutEngine(layout, tools({ plugins: { aws: standIn, minio: official } }), [aws, minio]);

    expect(execFileSync(pluginFile(minio)).toString()).toBe("official\n");
    expect(fs.realpathSync(pluginFile(aws))).toMatch(/\.sandbox\/build\/pulumi-resource-aws$/);
    expect(fs.statSync(path.dirname(pluginFile(minio))).isDirectory()).toBe(true);
  });

  it("keeps no plugin of another version", async () => {
    await layOutEngine(layout, tools(), [aws]);
    await layOutEngine(layout, tools(), [{ ...aws, version: "7.2.0" }]);

    expect(fs.readdirSync(path.join(layout.engineHome, "plugins"))).toEqual([
      "resource-aws-v7.2.0",
    ]);
  });

  it("has no place for the CLI's automatic logs, nor those of before", async () => {
    const logs = path.join(layout.engineHome, "logs");
    scratch.write("sandbox/engine-home/logs/one.log", "of a preview");
    await layOutEngine(layout, tools(), []);
    await layOutEngine(layout, tools(), []);

    expect(() => fs.mkdirSync(logs, { recursive: true })).toThrow(/EEXIST/);
    expect(fs.readFileSync(logs, "utf8")).toMatch(/none are kept/);
  });

  it("follows a CLI that was replaced, and leaves one that was not", async () => {
    const before = tools();
    await layOutEngine(layout, before, []);
    const cli = path.join(layout.bin, "pulumi");
    const { ino } = fs.statSync(cli);
    await layOutEngine(layout, before, []);
    expect(fs.statSync(cli).ino).toBe(ino);

    fs.rmSync(before.pulumi);
    const newer = scratch.script("tools/bin/pulumi", "echo a newer one");
    await layOutEngine(layout, tools({ pulumi: newer }), []);
    expect(execFileSync(cli).toString()).toBe("a newer one\n");
  });
});
