import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import * as path from "node:path";
import { buildExecutables } from "../build";
import { executables } from "../executables";
import { projectRoot } from "../../lib/project-root";

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
