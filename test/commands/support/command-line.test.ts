import * as fs from "node:fs";
import * as path from "node:path";
import {
  commandLine,
  passingCommandLine,
  runCommand,
} from "../../../commands/support/command-line";

const root = path.resolve(__dirname, "../../..");

interface CommandFile {
  readonly main: (args: readonly string[]) => Promise<number>;
}

/** Every npm script that is a command of the project: as it is typed, and its file. */
const commands = Object.entries(
  (
    JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    }
  ).scripts,
).flatMap(([script, line]) => {
  const file = /^node commands\/bootstrap\.js (\S+)$/.exec(line)?.[1];
  const typed = ["start", "test"].includes(script) ? `npm ${script}` : `npm run ${script}`;
  return file === undefined ? [] : [{ typed, file }];
});

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env["npm_config_json"];
});

describe("every command", () => {
  it("is known to this test", () => {
    expect(commands.map(({ typed }) => typed)).toEqual(
      expect.arrayContaining(["npm start", "npm test", "npm run plan", "npm run drift"]),
    );
  });

  it.each(commands)("$typed explains itself with --help, and does nothing else", async (one) => {
    const { main } = (await import(path.join(root, "commands", `${one.file}.ts`))) as CommandFile;

    expect(await main(["--help"])).toBe(0);
    const help = printed.join("\n");
    expect(help).toMatch(new RegExp(`^Usage: ${one.typed} -- \\[options\\]`));
    for (const title of ["Options:", "Examples:", "Exit codes:"]) expect(help).toContain(title);
    expect(help).toMatch(/\n {2}0 {2}\w/);
    expect(help).toMatch(/\n {2}1 {2}(.|\n)*the\s+command\s+line\s+is\s+not\s+understood/);
    expect(help).toMatch(new RegExp(`\n {2}${one.typed}`));
    expect(Math.max(...help.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});

const text = {
  name: "npm run toy",
  does: "Plays.",
  examples: [["npm run toy", "once"]],
  exits: { 0: "it was fun", 2: "it was not" },
} as const;

const toy = () =>
  commandLine(text).option("--json", "in JSON").option("--colour <name>", "of the toy", "red");

const run = (...args: string[]) =>
  runCommand(toy(), args, (options) => {
    console.log(JSON.stringify(options));
    return 2;
  });

describe("a command line", () => {
  it("is read into options with their defaults, and the command decides the exit code", async () => {
    expect(await run("--json")).toBe(2);
    expect(printed).toEqual(['{"colour":"red","json":true}']);
  });

  it("may have its --json taken by npm, which says so in the environment", async () => {
    process.env["npm_config_json"] = "true";
    expect(await run("--colour=blue")).toBe(2);
    expect(printed).toEqual(['{"colour":"blue","json":true}']);
  });

  it("is not given a --json that it does not have", async () => {
    process.env["npm_config_json"] = "true";
    expect(await runCommand(commandLine(text), [], () => 0)).toBe(0);
  });

  it("hands on what is for another program, in its order", async () => {
    const line = passingCommandLine(text, "jest").option("--all");
    const args = ["-t", "name", "test/model", "--ci", "--all"];
    expect(await runCommand(line, args, (_, words) => printed.push(...words))).toBe(4);
    expect(printed).toEqual(["-t", "name", "test/model", "--ci"]);
  });

  it.each([
    ["--jsn", "there is no option --jsn; did you mean --json?"],
    ["--json=yes", "there is no option --json=yes; did you mean --json?"],
    ["--color", "there is no option --color; did you mean --colour?"],
    ["-j", "there is no option -j; known are --json, --colour, --help"],
    ["json", '"json" is too much; did you mean --json?'],
    ["football", '"football" is too much; known are --json, --colour, --help'],
    ["--colour", "option '--colour <name>' argument missing"],
  ])("fails for %s in one line that names what was meant", async (arg, message) => {
    await expect(run(arg)).rejects.toMatchObject({
      message: `npm run toy: ${message} (npm run toy -- --help explains it)`,
    });
    expect(printed).toEqual([]);
  });
});
