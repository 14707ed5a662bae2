import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";

/** What a program exported, or how it failed. */
interface Run {
  readonly exported?: unknown;
  readonly failure?: string;
}

let checkout: string;

const at = (name: string) => path.join(checkout, name);

function write(name: string, content: string): void {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), content);
}

beforeEach(() => {
  checkout = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "bundle-")));
  for (const name of ["package.json", "package-lock.json", "tsconfig.json"]) write(name, "{}");
  write(
    "index.ts",
    'import { answer } from "./model/answer";\nexport const told: string = answer;\n',
  );
  write("model/answer.ts", 'export const answer: string = "first";\n');
  fs.symlinkSync(path.join(projectRoot, "node_modules"), at("node_modules"));
});

afterEach(() => fs.rmSync(checkout, { recursive: true }));

/** @param before, after - JavaScript around the call, which may use `fs` and, after it, `running` */
async function run({ before = "", after = "", home = at("kept") } = {}): Promise<Run> {
  const settings = { root: checkout, entry: "index.ts", sources: ["index.ts", "model"], home };
  const program = `
    const fs = require("node:fs");
    ${before}
    const { runBundle } = require(${JSON.stringify(path.join(projectRoot, "lib/bundle.js"))});
    const running = runBundle(${JSON.stringify(settings)});
    ${after}
    running.then(
      (exported) => ({ exported: { ...exported } }),
      (error) => ({ failure: error.stack }),
    ).then((told) => process.stdout.write(JSON.stringify(told)));`;
  const child = spawn(process.execPath, ["-e", program], { cwd: checkout });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await once(child, "close");
  if (output === "") throw new Error(errors);
  return JSON.parse(output) as Run;
}

const told = async (settings = {}) => {
  const { exported, failure } = await run(settings);
  if (failure !== undefined) throw new Error(failure);
  return (exported as { told: unknown }).told;
};

const keptFiles = () => fs.readdirSync(at("kept/index-ts")).sort();
const bundles = () => keptFiles().filter((name) => name.endsWith(".js"));

describe("a program as one file", () => {
  it("is compiled once for as long as nothing of it changes", async () => {
    expect(await told()).toBe("first");
    const [bundle = ""] = bundles();
    const { mtimeMs } = fs.statSync(at(`kept/index-ts/${bundle}`));
    expect(
      await told({ before: 'require("esbuild").build = () => { throw "compiled again"; };' }),
    ).toBe("first");
    expect(fs.statSync(at(`kept/index-ts/${bundle}`)).mtimeMs).toBe(mtimeMs);
  });

  it.each([
    ["a source", async () => write("model/answer.ts", 'export const answer = "second";')],
    ["the first file", async () => write("index.ts", 'export const told = "second";')],
    [
      "a file that takes the place of a directory",
      async () => {
        write("index.ts", 'import { answer } from "./model/place";\nexport const told = answer;\n');
        write("model/place/index.ts", 'export const answer = "first";');
        await told();
        write("model/place.ts", 'export const answer = "second";');
      },
    ],
    [
      "data that it imports",
      async () => {
        write(
          "index.ts",
          'import data from "./model/data.json";\nexport const told = data.value;\n',
        );
        write("model/data.json", '{ "value": "first" }');
        await told();
        write("model/data.json", '{ "value": "second" }');
      },
    ],
    [
      "JavaScript that it imports",
      async () => {
        write(
          "index.ts",
          'import plain from "./model/plain.js";\nexport const told = plain.value;\n',
        );
        write("model/plain.js", 'module.exports = { value: "first" };');
        await told();
        write("model/plain.js", 'module.exports = { value: "second" };');
      },
    ],
    [
      "a file of another kind that comes before it",
      async () => write("model/answer.tsx", 'export const answer = "second";'),
    ],
  ])("is compiled again after a change of %s", async (_of, change) => {
    await told();
    await change();
    expect(await told()).toBe("second");
  });

  it("is back with what it was compiled to when a change is taken back", async () => {
    await told();
    write("model/answer.ts", 'export const answer = "second";');
    await told();
    write("model/answer.ts", 'export const answer: string = "first";\n');
    expect(await told()).toBe("first");
    expect(bundles()).toHaveLength(2);
  });

  it.each([
    ["other packages", "", () => write("package-lock.json", '{ "other": true }')],
    ["other compiler options", "", () => write("tsconfig.json", '{ "compilerOptions": {} }')],
    [
      "another Node.js",
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "99.0.0" } });',
      () => undefined,
    ],
  ])("is compiled anew for %s", async (_for, before, change) => {
    await told();
    change();
    expect(await told({ before })).toBe("first");
    expect(bundles()).toHaveLength(2);
  });

  it("is not kept as what it is not when a source is saved while it is compiled", async () => {
    const saved = 'export const answer = "second";';
    const after = `fs.writeFileSync(${JSON.stringify(at("model/answer.ts"))}, ${JSON.stringify(saved)});`;
    expect(await told({ after })).toBe("second");
    expect(bundles()).toHaveLength(1);
    write("model/answer.ts", 'export const answer: string = "first";\n');
    expect(await told()).toBe("first");
  });

  it.each([
    ["nothing", () => ""],
    ["its first half", (whole: string) => whole.slice(0, whole.length / 2)],
    ["its beginning and its end", (whole: string) => whole.replace("first", "")],
  ])("is compiled again when %s of it was kept", async (_part, cut) => {
    await told();
    const file = at(`kept/index-ts/${bundles()[0]}`);
    const whole = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, cut(whole));
    expect(await told()).toBe("first");
    expect(fs.readFileSync(file, "utf8")).toBe(whole);
  });

  it("runs where nothing can be kept", async () => {
    write("kept", "a file where the directory would be");
    expect(await told()).toBe("first");
    write("model/answer.ts", 'export const answer = "second";');
    expect(await told()).toBe("second");
  });

  it("is whole for each of several that start at once", async () => {
    const all = await Promise.all([told(), told(), told(), told()]);
    expect(all).toEqual(["first", "first", "first", "first"]);
    expect(keptFiles()).toEqual([bundles()[0], `${bundles()[0]}.map`]);
  });

  it("finds what lies beside its sources", async () => {
    write("model/scripts/answer.sh", "beside");
    write(
      "model/answer.ts",
      'import { readFileSync } from "node:fs";\nexport const answer = readFileSync(__dirname + "/scripts/answer.sh", "utf8");',
    );
    expect(await told()).toBe("beside");
    write("model/scripts/answer.sh", "changed");
    expect(await told()).toBe("changed");
  });

  it("leaves the newest bundles and forgets the others with their maps", async () => {
    for (const version of [1, 2, 3, 4, 5, 6, 7, 8]) {
      write("model/answer.ts", `export const answer = "${version}";`);
      expect(await told()).toBe(String(version));
    }
    expect(bundles()).toHaveLength(6);
    expect(keptFiles()).toHaveLength(12);
  });
});

describe("a stack trace of it", () => {
  const thrower =
    'type Unused = string;\n\nexport const answer = (() => {\n  throw new Error("broken");\n})();\n';

  it.each(["compiled just now", "kept"])(
    "tells lines of TypeScript when it was %s",
    async (when) => {
      write("model/answer.ts", thrower);
      if (when === "kept") await run();
      const { failure } = await run();
      expect(failure).toContain(`${at("model/answer.ts")}:4:9`);
    },
  );

  it("tells lines of a package as they run: where its map says, there may be no such file", async () => {
    const map = { version: 3, sources: ["elsewhere.ts"], names: [], mappings: "AAAA" };
    write("other/call.js.map", JSON.stringify(map));
    write("other/call.js", "module.exports = (f) => f();\n//# sourceMappingURL=call.js.map");
    write(
      "model/answer.ts",
      '\n\nexport const answer = (globalThis as any).call(() => {\n  throw new Error("broken");\n});\n',
    );
    // As the SDK's runner does before it loads a program.
    const before = `require("source-map-support/register"); globalThis.call = require(${JSON.stringify(at("other/call.js"))});`;
    const { failure } = await run({ before });
    expect(failure).toContain(`${at("model/answer.ts")}:4:9`);
    expect(failure).toContain(at("other/call.js"));
    expect(failure).not.toContain("elsewhere.ts");
  });

  it("begins with what went wrong, whatever was thrown", async () => {
    const thrown = 'Object.assign(new Error("broken"), { name: "" })';
    write("model/answer.ts", `export const answer: string = (() => { throw ${thrown}; })();\n`);
    expect((await run()).failure).toMatch(/^Error: broken\n {4}at /);
  });

  it("is none where nobody would read it", async () => {
    write("model/answer.ts", "export const answer = new Error().stack ?? '';");
    expect(await told()).toBe("Error");
    const before = 'process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";';
    expect(await told({ before })).toContain("answer.ts:1");
  });
});

describe("fails with the place", () => {
  it("of a mistake in the syntax", async () => {
    write("model/answer.ts", "export const answer = ;");
    const { failure } = await run();
    expect(failure).toContain("model/answer.ts:1:22");
    expect(failure).not.toContain("bundle.js");
  });

  it("of a file among its sources whose content nobody watches for changes", async () => {
    write("model/answer.txt", "first");
    write("index.ts", 'import answer from "./model/answer.txt";\nexport const told = answer;');
    const { failure } = await run();
    expect(failure).toContain("index.ts imports model/answer.txt, which is none of its sources");
  });

  it("of a file that is imported and is not watched for changes", async () => {
    write("elsewhere/answer.ts", "export const answer = 1;");
    write("index.ts", 'export { answer as told } from "./elsewhere/answer";');
    const { failure } = await run();
    expect(failure).toContain("index.ts imports elsewhere/answer.ts, which is none of its sources");
    expect(fs.existsSync(at("kept"))).toBe(false);
  });
});
