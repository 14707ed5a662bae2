import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { documents } from "./support/document";
import { type NpmCommand, npmCommandsOf } from "./support/npm-commands";

const { scripts } = JSON.parse(fs.readFileSync(path.join(projectRoot, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** npm's own, which take options of npm's. */
const ofNpm = ["ci"];

/** What commands of ours take, by their `--help`. */
const known = new Map<string, string>();

async function helpOf(script: string): Promise<string> {
  const help = known.get(script) ?? (await readHelp(script));
  known.set(script, help);
  return help;
}

async function readHelp(script: string): Promise<string> {
  const [, name = ""] = /bootstrap\.js ([\w-]+)$/.exec(scripts[script] ?? "") ?? [];
  const { main } = (await import(`../../commands/${name}`)) as {
    main: (args: readonly string[]) => Promise<number>;
  };
  const printed: string[] = [];
  const log = jest
    .spyOn(console, "log")
    .mockImplementation((text: string) => void printed.push(text));
  await main(["--help"]);
  log.mockRestore();
  return printed.join("\n");
}

/** What of a command there is not. */
async function faultsOf({ script, args, line }: NpmCommand): Promise<string[]> {
  if (ofNpm.includes(script)) return [];
  if (!(script in scripts)) return [`${line}: there is no ${script}`];
  const options = args.filter((word) => word.startsWith("--"));
  if (options.length === 0) return [];
  const help = await helpOf(script);
  // What is for the Pulumi CLI is told by nobody here.
  if (help.includes("for the Pulumi CLI")) return [];
  return options
    .map((option) => option.split("=")[0]!)
    .filter((option) => !new RegExp(String.raw`^\s+(-\w, )?${option}\b`, "m").test(help))
    .map((option) => `${line}: there is no ${option}`);
}

/** One after the other, for each prints its help where all print. */
async function allFaultsOf(commands: readonly NpmCommand[]): Promise<string[]> {
  const faults: string[] = [];
  for (const command of commands) faults.push(...(await faultsOf(command)));
  return faults;
}

const read = documents().map(({ file, text }) => {
  return [file, npmCommandsOf({ file, text })] as const;
});

describe("npm commands in documents", () => {
  it("are many, or nothing here is looked at", () => {
    expect(read.flatMap(([, commands]) => commands).length).toBeGreaterThan(100);
    expect(
      read.filter(([file]) => file.includes("runbooks")).flatMap(([, some]) => some).length,
    ).toBeGreaterThan(10);
  });

  it.each(read.filter(([, commands]) => commands.length > 0))(
    "of %s are there, with the options that they get",
    async (_, commands) => {
      expect(await allFaultsOf(commands)).toEqual([]);
    },
  );

  it.each([
    ["a command that is not there", "```sh\nnpm run pln -- --json\n```\n", "there is no pln"],
    ["an option that is not there", "`npm run plan -- --yaml`", "there is no --yaml"],
    ["the second of a line", "```sh\ntrue && npm run -s plan -- --jsn | jq\n```\n", "no --jsn"],
    ["one of several lines", "```sh\nnpm run plan -- \\\n  --flie x\n```\n", "no --flie"],
  ])("fail for %s", async (_, text, fault) => {
    const commands = npmCommandsOf({ file: "NEW.md", text });
    expect(await allFaultsOf(commands)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ["a comment", "```sh\nnpm run plan # and --more of it\n```\n"],
    ["what is for the Pulumi CLI", "`npm run pulumi -- up --continue-on-error`"],
    ["an option that npm takes", "`npm run plan --json`"],
    ["npm's own", "`npm ci --omit=dev`"],
  ])("pass for %s", async (_, text) => {
    const commands = npmCommandsOf({ file: "NEW.md", text });
    expect(commands).toHaveLength(1);
    expect(await allFaultsOf(commands)).toEqual([]);
  });
});

describe("scripts in documents", () => {
  const named = documents().flatMap(({ file, text }) =>
    [...text.matchAll(/(?<![\w/])\.ci\/[\w-]+/g)].map(([script]) => [script, file] as const),
  );

  it("are there", () => {
    const gone = named.filter(([script]) => !fs.existsSync(path.join(projectRoot, script)));
    expect(named.length).toBeGreaterThan(1);
    expect(gone).toEqual([]);
  });
});
