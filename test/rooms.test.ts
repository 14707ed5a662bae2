import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { loadedBy } from "../commands/test/loaded-files";

/** What the real lab is served with: the program, its pack, and the commands that need no sandbox. */
const production = [
  "index.ts",
  "policy/index.ts",
  ...["drift", "keys", "plan", "policy", "schema"].map((command) => `commands/${command}.ts`),
];

const sourcesIn = (room: string) =>
  fs
    .readdirSync(path.join(projectRoot, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|test)\//.test(file))
    .map((file) => path.join(room, file));

const roomOf = (file: string) => file.split(path.sep)[0] ?? "";

type Versions = Readonly<Record<string, string>>;

/** The exact versions that a package.json pins. */
const pinsOf = (directory: string): { dependencies?: Versions; devDependencies?: Versions } =>
  JSON.parse(fs.readFileSync(path.join(projectRoot, directory, "package.json"), "utf8")) as object;

test("what serves the real lab loads nothing of the twin", () => {
  const { files } = loadedBy(projectRoot, production);
  expect([...files].filter((file) => roomOf(file) === "sandbox")).toEqual([]);
  expect(files.size).toBeGreaterThan(100);
});

test("what serves the real lab has its packages among the dependencies of the project", () => {
  const { packages } = loadedBy(projectRoot, production);
  expect(packages).toContain("ssh2");
  expect([...packages].filter((name) => !(name in { ...pinsOf(".").dependencies }))).toEqual([]);
});

test("the twin loads nothing of the product", () => {
  const { files } = loadedBy(projectRoot, sourcesIn("sandbox"));
  expect(new Set([...files].map(roomOf))).toEqual(new Set(["sandbox", "lib"]));
});

test("the twin has its packages to itself, in the versions that the product has of them", () => {
  const own = { ...pinsOf("sandbox").devDependencies };
  const { packages } = loadedBy(projectRoot, sourcesIn("sandbox"));
  expect([...packages].filter((name) => !(name in own))).toEqual([]);
  const { dependencies, devDependencies } = pinsOf(".");
  expect({ ...own, ...devDependencies, ...dependencies }).toMatchObject(own);
  // A dependency would be installed with what serves the real lab (`npm ci --omit=dev`).
  expect(pinsOf("sandbox").dependencies).toBeUndefined();
});

test("a room that knows nothing of backups loads nothing of another", () => {
  const { files, packages } = loadedBy(projectRoot, sourcesIn("lib"));
  expect([new Set([...files].map(roomOf)), packages]).toEqual([new Set(["lib"]), new Set()]);
});
