import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  describeSkipped,
  PassedTwins,
  type TestReport,
  twinDigest,
  twinPassOf,
} from "../../../commands/test/twin-tests";

let root: string;

function write(file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "twin-tests-"));
  write("package-lock.json", "{}");
  write("jest.config.js", "");
  write("lib/lock.ts", "export const lock = 1;");
  write(
    "test/support/until.ts",
    `import { lock } from "../../lib/lock"; export const until = lock;`,
  );
  write("test/support/other.ts", "export const other = 1;");
  write("test/fixtures/answers.jsonl", "{}");
  write("model/plan.ts", "export const plan = 1;");
  write("sandbox/estate.ts", "export const estate = 1;");
  write("sandbox/products/aws/serve.py", "print()");
  write(
    "sandbox/test/estate.test.ts",
    `import { estate } from "../estate"; import { until } from "../../test/support/until"; until(estate);`,
  );
  write("sandbox/test/build.test.ts", "");
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const tools = ["/tools/minio-1"];

describe("another twin is", () => {
  test.each([
    ["one of whose files changed", () => write("sandbox/estate.ts", "export const estate = 2;")],
    ["one that is not TypeScript", () => write("sandbox/products/aws/serve.py", "exit()")],
    ["one with another file", () => write("sandbox/plugins/new.ts", "")],
    ["one without a file", () => fs.rmSync(path.join(root, "sandbox/products/aws/serve.py"))],
    ["one whose test changed", () => write("sandbox/test/build.test.ts", "fail()")],
    [
      "one whose file moved",
      () => {
        fs.renameSync(path.join(root, "sandbox/estate.ts"), path.join(root, "sandbox/hosts.ts"));
        write("sandbox/test/estate.test.ts", `import "../hosts";`);
      },
    ],
    [
      "one whose tests load something that changed",
      () => write("lib/lock.ts", "export const lock = 2;"),
    ],
    ["one whose recorded answers changed", () => write("test/fixtures/answers.jsonl", "[]")],
    ["one with another lockfile", () => write("package-lock.json", "[]")],
    ["one whose tests are run otherwise", () => write("jest.config.js", "//")],
  ])("%s", (_, change) => {
    const before = twinDigest(root, tools);
    change();
    expect(twinDigest(root, tools)).not.toBe(before);
  });

  test("one on other tools", () => {
    expect(twinDigest(root, ["/tools/minio-2"])).not.toBe(twinDigest(root, tools));
  });

  test("one on another Node.js", () => {
    expect(twinDigest(root, tools, "v99.0.0")).not.toBe(twinDigest(root, tools));
  });
});

test("the same twin is one beside which the product and its tests changed", () => {
  const before = twinDigest(root, tools);
  write("model/plan.ts", "export const plan = 2;");
  write("test/support/other.ts", "export const other = 2;");
  write("sandbox/node_modules/left/over.js", "");
  expect(twinDigest(root, tools)).toBe(before);
});

const now = new Date("2026-11-28T12:00:00Z");

const report = (files: Readonly<Record<string, readonly string[]>>): TestReport => ({
  testResults: Object.entries(files).map(([file, statuses]) => ({
    name: path.join(root, file),
    status: statuses.includes("failed") ? "failed" : "passed",
    assertionResults: statuses.map((status) => ({ status })),
  })),
});

const whole = {
  "sandbox/test/estate.test.ts": ["passed", "passed"],
  "sandbox/test/build.test.ts": ["passed"],
  "test/components/pbs.stand-in.test.ts": ["failed"],
};

test("a twin has passed once each of its own tests has, whatever the others did", () => {
  expect(twinPassOf(root, report(whole), now)).toEqual({
    at: "2026-11-28T12:00:00.000Z",
    tests: 3,
  });
});

describe("fails to have passed", () => {
  test.each([
    ["with a failed test", { ...whole, "sandbox/test/build.test.ts": ["passed", "failed"] }],
    ["with a test that was left out", { ...whole, "sandbox/test/build.test.ts": ["pending"] }],
    ["where a file of tests was left out", { "sandbox/test/estate.test.ts": ["passed"] }],
    ["where nothing was run", {}],
  ])("%s", (_, files) => {
    expect(twinPassOf(root, report(files), now)).toBeUndefined();
  });

  test("with a file that broke before its tests", () => {
    const { testResults } = report({ ...whole, "sandbox/test/build.test.ts": [] });
    const broken = testResults.map((each) =>
      each.name.endsWith("build.test.ts") ? { ...each, status: "failed" } : each,
    );
    expect(twinPassOf(root, { testResults: broken }, now)).toBeUndefined();
  });

  test("where what is remembered is damaged", async () => {
    const passed = new PassedTwins(path.join(root, "passed"));
    await passed.remember("abc", { at: now.toISOString(), tests: 3 });
    write("passed/abc.json", `{ "at": `);
    expect(passed.find("abc")).toBeUndefined();
  });
});

test("what has passed is remembered by the twin that it was", async () => {
  const passed = new PassedTwins(path.join(root, "passed"));
  expect(passed.find("abc")).toBeUndefined();
  await passed.remember("abc", { at: now.toISOString(), tests: 3 });
  expect([passed.find("abc"), passed.find("abd")]).toEqual([
    { at: now.toISOString(), tests: 3 },
    undefined,
  ]);
});

test("people are told what is left out, since when, and how to run it", () => {
  expect(describeSkipped({ at: "2026-11-28T12:00:00.000Z", tests: 1_234 })).toBe(
    "Skipped: the 1,234 tests of the twin's own (sandbox/test). Exactly this twin passed them on this machine at " +
      "2026-11-28T12:00:00.000Z; npm test -- --all runs them again.",
  );
});

test.each([
  [undefined, true],
  ["leave-out", false],
])("with TWIN_TESTS=%s the twin's own tests take part: %s", (setting, expected) => {
  const before = process.env["TWIN_TESTS"];
  if (setting === undefined) delete process.env["TWIN_TESTS"];
  else process.env["TWIN_TESTS"] = setting;
  jest.isolateModules(() => {
    const { projects } = jest.requireActual<{
      projects: { displayName: string; testMatch: string[] }[];
    }>("../../../jest.config.js");
    const { testMatch = [] } = projects.find(({ displayName }) => displayName === "stand-in") ?? {};
    expect(testMatch.some((pattern) => pattern.includes("sandbox/test"))).toBe(expected);
    expect(testMatch).toContain("<rootDir>/test/**/*.stand-in.test.ts");
  });
  if (before === undefined) delete process.env["TWIN_TESTS"];
  else process.env["TWIN_TESTS"] = before;
});
