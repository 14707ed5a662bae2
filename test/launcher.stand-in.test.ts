import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../lib/project-root";
import { openEnvelope } from "../model/remote/envelope";
import { runProgram, unsealed } from "./support/estate";
import { labConfiguration } from "./support/lab";
import { runInEngine } from "./support/program-run";

const read = (file: string) => fs.readFileSync(path.join(projectRoot, file), "utf8");

const previewed = (configuration: Record<string, string>, modulesFile?: string) =>
  runInEngine(path.join(projectRoot, "launcher.js"), { previewed: configuration, modulesFile });

test("Pulumi runs the program and the pack by their launchers, and no translator with the program", () => {
  const project = parse(read("Pulumi.yaml")) as object;
  expect(project).toMatchObject({
    main: "launcher.js",
    runtime: { name: "nodejs", options: { typescript: false } },
  });
  expect(parse(read("policy/PulumiPolicy.yaml"))).toMatchObject({ main: "launcher.js" });
  expect(JSON.parse(read("policy/package.json"))).toMatchObject({ main: "launcher.js" });
});

test("what the launcher runs registers what the program declares, each remote object with its script", async () => {
  const declared = await runProgram(labConfiguration(), () => void jest.requireActual("../index"));
  const { code, errors, debugging, registered, scripts } = await previewed(labConfiguration());

  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  // Four of each resource, where the SDK says what it does.
  expect(debugging).toBeLessThan(registered.length);
  const names = declared.map(({ name }) => name);
  expect(registered).toEqual(expect.arrayContaining(names));
  const expected = declared.flatMap(({ name, inputs }) => {
    const envelope = openEnvelope(unsealed(inputs["stdin"]));
    return envelope === undefined ? [] : [[name, envelope.script] as const];
  });
  expect(expected.length).toBeGreaterThan(30);
  const known = expected.filter(([name]) => name in scripts);
  expect(known.length).toBeGreaterThan(25);
  expect(known.map(([name]) => [name, scripts[name]])).toEqual(known);
});

test("fails with the faults of a declaration, without a stack", async () => {
  const { code, errors } = await previewed({ ...labConfiguration(), "backup:sizes": "{}" });
  expect(code).not.toBe(0);
  expect(errors.join()).toContain("Pulumi.lab.yaml");
  expect(errors.join()).not.toMatch(/^\s+at /m);
});

test("what is large and not used is not loaded", async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "modules-")), "loaded.json");
  const { code } = await previewed(labConfiguration(), file);
  const loaded = JSON.parse(fs.readFileSync(file, "utf8")) as string[];
  fs.rmSync(path.dirname(file), { recursive: true });

  expect(code).toBe(0);
  const has = (part: string) => loaded.filter((module) => module.includes(part));
  expect(has("/@pulumi/aws/s3/bucket.js")).toHaveLength(1);
  expect(
    ["/typescript/", "/ts-node/", "/@npmcli/arborist/", "/@pulumi/aws/index.js"].flatMap(has),
  ).toEqual([]);
});
