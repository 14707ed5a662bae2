import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { until } from "../support/until";

const repository = path.resolve(__dirname, "../..");

/** Stands for npm: counts its runs, takes a while, and links the packages the bootstrap itself needs. */
const fakeNpm = (behaviour: string) => `#!/bin/sh
echo "$*" >> "$NPM_RUNS"
${behaviour}
mkdir -p node_modules
for each in @swc source-map source-map-support buffer-from; do
  ln -sfn "${repository}/node_modules/$each" "node_modules/$each"
done
`;

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

class Clone {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "bootstrap-"));
  readonly npmRuns = this.path("npm-runs");

  constructor(npmBehaviour = "") {
    for (const directory of ["commands", "bin"]) fs.mkdirSync(this.path(directory));
    for (const file of ["commands/bootstrap.js", "commands/typescript.js"]) {
      fs.copyFileSync(path.join(repository, file), this.path(file));
    }
    this.setNode(">=20.0");
    this.write("package-lock.json", `{ "lockfileVersion": 3 }`);
    this.write(
      "commands/hello.ts",
      `export async function main(args: readonly string[]): Promise<number> {
        console.log(JSON.stringify(args));
        return args.length;
      }`,
    );
    this.setNpm(npmBehaviour);
  }

  path(relative: string): string {
    return path.join(this.root, relative);
  }

  write(relative: string, text: string): void {
    fs.writeFileSync(this.path(relative), text);
  }

  setNode(node: string): void {
    this.write("package.json", JSON.stringify({ name: "clone", engines: { node } }));
  }

  setNpm(behaviour: string): void {
    this.write("bin/npm", fakeNpm(behaviour));
    fs.chmodSync(this.path("bin/npm"), 0o755);
  }

  installations(): number {
    return fs.existsSync(this.npmRuns)
      ? fs.readFileSync(this.npmRuns, "utf8").trimEnd().split("\n").length
      : 0;
  }

  start(...args: string[]) {
    return spawn(process.execPath, [this.path("commands/bootstrap.js"), ...args], {
      env: {
        ...process.env,
        PATH: `${this.path("bin")}:${process.env["PATH"]}`,
        NPM_RUNS: this.npmRuns,
      },
    });
  }

  run(...args: string[]): Promise<Outcome> {
    const child = this.start(...args);
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) =>
      child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
    );
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

let clone: Clone;

afterEach(() => clone.remove());

test("a fresh clone gets its packages, says how long that took, and runs the command with its arguments", async () => {
  clone = new Clone();
  const outcome = await clone.run("hello", "one", "two words");
  expect(outcome.stdout).toBe('["one","two words"]\n');
  expect(outcome.stderr).toMatch(/✓ Node packages \(npm ci\) \d+\.\d s/);
  expect(outcome.code).toBe(2);
});

test("a second run installs nothing and says nothing of its own", async () => {
  clone = new Clone();
  await clone.run("hello");
  const second = await clone.run("hello");
  expect(second).toMatchObject({ code: 0, stdout: "[]\n", stderr: "" });
  expect(clone.installations()).toBe(1);
});

test("a changed lockfile is installed again", async () => {
  clone = new Clone();
  await clone.run("hello");
  clone.write("package-lock.json", `{ "lockfileVersion": 3, "packages": {} }`);
  await clone.run("hello");
  expect(clone.installations()).toBe(2);
});

test("two runs at once install once, and the one that waited does not wait for the other's command", async () => {
  clone = new Clone("sleep 1");
  clone.write(
    "commands/stay.ts",
    `import { existsSync } from "node:fs";
    export async function main() {
      while (!existsSync(${JSON.stringify(clone.path("go-home"))})) await new Promise((wake) => setTimeout(wake, 20));
    }`,
  );
  const staying = clone.run("stay");
  await until(() => clone.installations() === 1);
  const passing = await clone.run("hello");
  expect(passing.code).toBe(0);
  clone.write("go-home", "");
  expect((await staying).code).toBe(0);
  expect(clone.installations()).toBe(1);
});

test("an installation killed half-way is done again from the start, and no npm outlives it", async () => {
  clone = new Clone(`mkdir -p node_modules; echo $$ > "$NPM_RUNS.pid"; sleep 30`);
  const doomed = clone.start("hello");
  await until(() => fs.existsSync(`${clone.npmRuns}.pid`));
  const pid = Number(fs.readFileSync(`${clone.npmRuns}.pid`, "utf8"));
  const ended = new Promise((resolve) => doomed.on("exit", resolve));
  doomed.kill("SIGKILL");
  await ended;
  await until(() => !fs.existsSync(`/proc/${pid}`));

  clone.setNpm("");
  expect((await clone.run("hello")).code).toBe(0);
  expect(clone.installations()).toBe(2);
});

test("fails with npm's last lines when npm fails, and tries again the next time", async () => {
  clone = new Clone(`seq 1 100; echo "the registry is away" >&2; exit 7`);
  const failed = await clone.run("hello");
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain(`npm ci ended with code 7 in ${fs.realpathSync(clone.root)}`);
  expect(failed.stderr).toContain("the registry is away");
  expect(failed.stderr).not.toMatch(/^50$/m);
  clone.setNpm("");
  expect((await clone.run("hello")).code).toBe(0);
});

test.each([
  ["an unknown command", ["nonsense"], 'There is no command "nonsense"'],
  ["a path for a command", ["../hello"], 'There is no command "../hello"'],
  ["no command", [], "No command was named"],
])(
  "fails on %s with the list of commands, before installing anything",
  async (_, args, message) => {
    clone = new Clone();
    const outcome = await clone.run(...args);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain("\n  hello\n");
    expect(clone.installations()).toBe(0);
  },
);

test("fails with the message alone when a command refuses, and with the stack when it has a defect", async () => {
  clone = new Clone();
  clone.write(
    "commands/refuse.ts",
    `export const main = async () => { throw new Error("mend this"); };`,
  );
  clone.write("commands/defect.ts", `export const main = async () => (undefined as any).field;`);
  expect(await clone.run("refuse")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/mend this\n$/),
  });
  const defect = await clone.run("defect");
  expect(defect.code).toBe(1);
  expect(defect.stderr).toMatch(/TypeError: .*\n\s+at .*defect\.ts:1:\d+/s);
});

test("a defect is shown with its line of TypeScript, also when it was translated before", async () => {
  clone = new Clone();
  clone.write(
    "commands/defect.ts",
    `interface Gone {
      readonly from: string;
    }

    export const main = async () => (undefined as any as Gone).from;`,
  );
  for (let run = 0; run < 2; run += 1) {
    expect((await clone.run("defect")).stderr).toMatch(/TypeError: .*\n\s+at .*defect\.ts:5:\d+/s);
  }
});

describe("what is translated from TypeScript", () => {
  const kept = () =>
    fs.readdirSync(clone.path("node_modules/.cache/commands")).filter((file) => /\.js$/.test(file));

  /** Puts another text in place of what was kept. */
  const tamper = () =>
    kept().forEach((file) =>
      clone.write(
        `node_modules/.cache/commands/${file}`,
        `exports.main = async () => console.log("kept");`,
      ),
    );

  test("is kept, and taken from there as long as the file is the same", async () => {
    clone = new Clone();
    await clone.run("hello");
    expect(kept()).toHaveLength(1);
    tamper();
    expect((await clone.run("hello")).stdout).toBe("kept\n");
  });

  test("is made anew of a file that has changed", async () => {
    clone = new Clone();
    await clone.run("hello");
    tamper();
    clone.write("commands/hello.ts", `export const main = async () => console.log("changed");`);
    expect((await clone.run("hello")).stdout).toBe("changed\n");
    expect(kept()).toHaveLength(2);
  });

  test("is never half of it, however a run that kept it ended", async () => {
    clone = new Clone();
    await clone.run("hello");
    const [file = ""] = kept();
    fs.rmSync(clone.path(`node_modules/.cache/commands/${file}`));
    clone.write(`node_modules/.cache/commands/${file}.4711`, "exports.ma");
    expect((await clone.run("hello")).code).toBe(0);
    expect(kept()).toEqual([file]);
  });

  test("fails with the place of what is no TypeScript, and keeps nothing of it", async () => {
    clone = new Clone();
    clone.write("commands/broken.ts", "export const main = (: number) => 0;");
    const { code, stderr } = await clone.run("broken");
    expect(code).toBe(1);
    expect(stderr).toContain("broken.ts");
    expect(fs.existsSync(clone.path("node_modules/.cache/commands"))).toBe(false);
  });
});

test("a signal reaches the command, whose own handler decides the exit code", async () => {
  clone = new Clone();
  clone.write(
    "commands/listen.ts",
    `export const main = () => new Promise<number>((resolve) => {
      const idle = setInterval(() => {}, 1000);
      process.once("SIGTERM", () => { clearInterval(idle); resolve(3); });
      console.log("listening");
    });`,
  );
  const child = clone.start("listen");
  const closed = new Promise((resolve) => child.on("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGTERM");
  expect(await closed).toBe(3);
});

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

test.each([`${major + 1}.0`, `${major}.${minor + 1}`])(
  "fails on a Node that is older than %s where that is needed, naming it",
  async (oldest) => {
    clone = new Clone();
    clone.setNode(`>=${oldest}`);
    const outcome = await clone.run("hello");
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain(`Node.js ${process.versions.node}`);
    expect(outcome.stderr).toContain(`needs Node.js ${oldest} or later`);
    expect(clone.installations()).toBe(0);
  },
);

test("runs on the very Node that is needed", async () => {
  clone = new Clone();
  clone.setNode(`>=${major}.${minor}`);
  expect((await clone.run("hello")).code).toBe(0);
});

test("runs on a Node that the project itself takes", () => {
  const { engines } = JSON.parse(
    fs.readFileSync(path.join(repository, "package.json"), "utf8"),
  ) as { readonly engines: { readonly node: string } };
  expect(engines.node).toMatch(/^>=\d+\.\d+$/);
  clone = new Clone();
});
