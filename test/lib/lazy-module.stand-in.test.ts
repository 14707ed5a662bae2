import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";

let directory: string;

beforeAll(() => {
  directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "lazy-")));
  fs.writeFileSync(
    path.join(directory, "part.js"),
    'console.log("loaded"); exports.double = (n) => 2 * n; exports.half = (n) => n / 2;',
  );
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

/** What a program prints: Jest has a module system of its own, and here it is that of Node.js which is tried. */
function printed(program: string): string[] {
  const text = execFileSync(process.execPath, ["-e", program], {
    cwd: directory,
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: path.join(projectRoot, "node_modules") },
  });
  return text.split("\n").filter(Boolean);
}

const library = (name: string) => JSON.stringify(path.join(projectRoot, "lib", name));
const lazily = `
  const { loadLazily } = require(${library("lazy-module.js")});
  const put = () => loadLazily(process.cwd(), "./part.js", ["double", "half"]);`;

describe("a module that is loaded when it is called", () => {
  it("is not loaded by whoever requires it", () => {
    expect(
      printed(
        `${lazily} put(); const { double } = require("./part.js"); console.log(typeof double);`,
      ),
    ).toEqual(["function"]);
  });

  it("is loaded once by its first call, and is then the module itself", () => {
    const program = `${lazily} put();
      const before = require("./part.js");
      console.log(before.double(21), before.half(84));
      console.log(require("./part.js") !== before, require("./part.js").double(1));`;
    expect(printed(program)).toEqual(["loaded", "42 42", "true 2"]);
  });

  it("is left alone where it is loaded already", () => {
    const program = `${lazily} const part = require("./part.js"); put(); console.log(require("./part.js") === part);`;
    expect(printed(program)).toEqual(["loaded", "true"]);
  });

  it("may be missing", () => {
    const program = `${lazily} loadLazily(process.cwd(), "./nowhere.js", ["any"]); console.log("on");`;
    expect(printed(program)).toEqual(["on"]);
  });
});

test("the parts of the SDK that are put off are there, and these are all of their functions", () => {
  const program = `
    const { unused } = require(${library("pulumi-program.js")});
    for (const [name, functions] of Object.entries(unused)) {
      const exported = Object.keys(require(name));
      if (String(exported) !== String(functions)) console.log(name, exported);
    }
    console.log(Object.keys(unused).length);`;
  expect(printed(program)).toEqual(["2"]);
});
