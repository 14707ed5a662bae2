import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildExecutables, offerToEngine } from "../../sandbox/build";
import { executables } from "../../sandbox/executables";
import { projectRoot, sandboxLayout } from "../../sandbox/layout";

const layout = sandboxLayout(mkdtempSync(path.join(os.tmpdir(), "build-")));
afterAll(() => rmSync(layout.root, { recursive: true }));

it("has a source for every executable", () => {
  const missing = Object.values(executables).filter(
    ({ entry }) => !existsSync(path.join(projectRoot, entry)),
  );
  expect(missing).toEqual([]);
});

it("compiles a program that runs, and not again while its sources are the same", async () => {
  const names = ["pulumi-language-nodejs"] as const;
  const first = (await buildExecutables(names))["pulumi-language-nodejs"];
  const { mtimeMs } = statSync(`${first.file}.js`);
  expect(() => execFileSync(first.file, { stdio: "pipe" })).toThrow(/no engine address/);
  expect((await buildExecutables(names))["pulumi-language-nodejs"]).toEqual(first);
  expect(statSync(`${first.file}.js`).mtimeMs).toBe(mtimeMs);
});

it("offers the engine exactly the plugins asked for, and leaves other files alone", async () => {
  await offerToEngine(layout, ["pulumi-resource-aws", "pulumi-language-nodejs", "pve-api"]);
  writeFileSync(path.join(layout.bin, "mine"), "");
  await offerToEngine(layout, ["pulumi-language-nodejs"]);
  expect(readdirSync(layout.bin).sort()).toEqual(["mine", "pulumi-language-nodejs"]);
});
