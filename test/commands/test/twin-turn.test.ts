import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PassedTwins } from "../../../commands/test/twin-tests";
import { takeTurn, type TwinTurn } from "../../../commands/test/twin-turn";

let root: string;
let said: string[];
let ran: Readonly<Record<string, string>>[];

const at = (file: string) => path.join(root, file);

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "twin-turn-"));
  for (const folder of ["sandbox/test", "test/fixtures"])
    fs.mkdirSync(at(folder), { recursive: true });
  for (const file of [
    "package-lock.json",
    "jest.config.js",
    "sandbox/a.ts",
    "sandbox/test/a.test.ts",
  ])
    fs.writeFileSync(at(file), "");
  [said, ran] = [[], []];
});
afterEach(() => fs.rmSync(root, { recursive: true }));

/** Runs the tests; the one of the twin's own ends with `status`, after `meanwhile`. */
function turn(status: string, more: Partial<TwinTurn> = {}, meanwhile = () => {}): Promise<number> {
  return takeTurn({
    root,
    surroundings: [],
    passed: new PassedTwins(at("passed")),
    all: false,
    reportFiles: [at("report.json")],
    say: (text) => said.push(text),
    run: async (environment) => {
      ran.push(environment);
      meanwhile();
      const result = { name: at("sandbox/test/a.test.ts"), status, assertionResults: [{ status }] };
      fs.writeFileSync(at("report.json"), JSON.stringify({ testResults: [result] }));
      return status === "passed" ? 0 : 1;
    },
    ...more,
  });
}

test("the twin's own tests are left out once they have passed, and it is said", async () => {
  expect([await turn("passed"), await turn("passed")]).toEqual([0, 0]);
  expect(ran).toEqual([{}, { TWIN_TESTS: "leave-out" }]);
  expect(said).toEqual([expect.stringMatching(/^Skipped: the 1 tests? of the twin's own/)]);
});

test("reports of several runs count as one", async () => {
  fs.writeFileSync(at("sandbox/test/b.test.ts"), "");
  const reportFiles = ["report.json", "other.json"].map(at);
  const write = (status: string) => {
    const result = { name: at("sandbox/test/b.test.ts"), status, assertionResults: [{ status }] };
    fs.writeFileSync(at("other.json"), JSON.stringify({ testResults: [result] }));
  };
  await turn("passed", { reportFiles }, () => write("failed"));
  await turn("passed", { reportFiles }, () => write("passed"));
  await turn("passed", { reportFiles });
  expect(ran).toEqual([{}, {}, { TWIN_TESTS: "leave-out" }]);
  expect(said).toEqual([expect.stringMatching(/^Skipped: the 2 tests of the twin's own/)]);
});

test("all of them run if that is asked for", async () => {
  await turn("passed");
  await turn("passed", { all: true });
  expect([ran, said]).toEqual([[{}, {}], []]);
});

test("a twin that has changed is tested again", async () => {
  await turn("passed");
  fs.writeFileSync(at("sandbox/a.ts"), "export const changed = 1;");
  await turn("passed");
  expect(ran).toEqual([{}, {}]);
});

describe("fails to be remembered", () => {
  test("if one of its tests failed", async () => {
    expect([await turn("failed"), await turn("passed")]).toEqual([1, 0]);
    expect(ran).toEqual([{}, {}]);
  });

  test("if it was changed while its tests ran", async () => {
    await turn("passed", {}, () => fs.writeFileSync(at("sandbox/a.ts"), "throw new Error();"));
    await turn("passed");
    expect(ran).toEqual([{}, {}]);
  });

  test("if one of its parts left no report", async () => {
    fs.writeFileSync(at("sandbox/test/b.test.ts"), "");
    const reportFiles = ["report.json", "other.json"].map(at);
    expect([await turn("passed", { reportFiles }), await turn("passed", { reportFiles })]).toEqual([
      0, 0,
    ]);
    expect(ran).toEqual([{}, {}]);
  });

  test("if the run ended before its report", async () => {
    const run: TwinTurn["run"] = async (environment) => (ran.push(environment), 1);
    expect([await turn("passed", { run }), await turn("passed", { run })]).toEqual([1, 1]);
    expect(ran).toEqual([{}, {}]);
  });
});
