import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { loadedBy } from "../../../commands/test/loaded-files";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "loaded-files-"));
afterAll(() => fs.rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

test("files are followed to all that they load, and types are not", () => {
  write(
    "commands/go.ts",
    `import * as fs from "node:fs";
     import { parse } from "yaml";
     import * as grpc from "@grpc/grpc-js/build";
     import { plan, type Plan } from "../model";
     import { type Fault } from "../model/fault";
     import file from "../package.json";
     const program = \`
       import { absent } from "./absent";
     \`;
     export const later = () => import("esbuild");
     export const all: [Plan, Fault] = [fs, parse, grpc, plan, file, program];`,
  );
  write("model/index.ts", `export * from "./plan";`);
  write("model/plan.ts", "");
  write("model/fault.ts", "");
  write("package.json", "{}");
  expect(loadedBy(root, ["commands/go.ts"])).toEqual({
    files: new Set(["commands/go.ts", "package.json", "model/index.ts", "model/plan.ts"]),
    packages: new Set(["yaml", "@grpc/grpc-js", "esbuild"]),
  });
});

test("fails on an import of nothing, naming it", () => {
  write("index.ts", `import "./nothing";`);
  expect(() => loadedBy(root, ["index.ts"])).toThrow(
    "nothing is imported and there is no such file",
  );
});
