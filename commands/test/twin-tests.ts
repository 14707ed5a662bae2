import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { writeFileAtomically } from "../../lib/atomic-file";
import { loadedBy } from "./loaded-files";

/** What is known of a twin whose own tests have all passed. */
export interface TwinPass {
  /** When, ISO 8601. */
  readonly at: string;
  /** How many tests there were. */
  readonly tests: number;
}

/** What a jest run says of each test, as far as it is read here. */
export interface TestReport {
  readonly testResults: readonly {
    /** Absolute path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Below the checkout: the twin, and what its tests read beside what they load. */
const trees = ["sandbox", "test/fixtures"];
const alone = ["package-lock.json", "jest.config.js"];

/** Where in the checkout the twin's own tests are. */
const ownTests = path.join("sandbox", "test");

/**
 * Stands for everything that the twin's own tests depend on: the twin's files, what of the checkout they load, the
 * lockfile, this Node.js and `surroundings`, which names the tools they use.
 */
export function twinDigest(
  root: string,
  surroundings: readonly string[],
  node = process.version,
): string {
  const own = trees.flatMap((tree) => filesBelow(root, tree));
  const sources = own.filter((file) => file.startsWith("sandbox") && file.endsWith(".ts"));
  const files = new Set([...own, ...alone, ...loadedBy(root, sources).files]);
  const machine = [node, process.platform, process.arch, ...surroundings];
  const hash = createHash("sha256").update(JSON.stringify(machine));
  for (const file of [...files].sort()) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(JSON.stringify([file, content.length])).update(content);
  }
  return hash.digest("hex");
}

/** Paths relative to `root` of the files in its folder `tree`. */
function filesBelow(root: string, tree: string): string[] {
  return fs
    .readdirSync(path.join(root, tree), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(tree, file))
    .filter(
      (file) => !file.includes("node_modules") && fs.statSync(path.join(root, file)).isFile(),
    );
}

/** The twin's part of a run: undefined unless each of its test files took part and each test in them passed. */
export function twinPassOf(
  root: string,
  { testResults }: TestReport,
  now: Date,
): TwinPass | undefined {
  const own = testResults.filter(({ name }) =>
    name.startsWith(path.join(root, ownTests, path.sep)),
  );
  const ran = new Set(own.map(({ name }) => path.relative(root, name)));
  const wanted = filesBelow(root, ownTests).filter((file) => file.endsWith(".test.ts"));
  const tests = own.flatMap(({ assertionResults }) => assertionResults);
  const isWhole = wanted.length > 0 && wanted.every((file) => ran.has(file));
  const isGood = [...own, ...tests].every(({ status }) => status === "passed");
  return isWhole && isGood ? { at: now.toISOString(), tests: tests.length } : undefined;
}

/** Remembers for this machine, below `directory`, which twins have passed. */
export class PassedTwins {
  constructor(private readonly directory: string) {}

  /** That this twin has passed here before; undefined if that is not known. */
  find(digest: string): TwinPass | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.file(digest), "utf8")) as TwinPass;
    } catch {
      return undefined; // Missing or damaged: they are run again.
    }
  }

  async remember(digest: string, pass: TwinPass): Promise<void> {
    fs.mkdirSync(this.directory, { recursive: true });
    await writeFileAtomically(this.file(digest), JSON.stringify(pass));
  }

  private file(digest: string): string {
    return path.join(this.directory, `${digest}.json`);
  }
}

/** One line for people. */
export function describeSkipped({ at, tests }: TwinPass): string {
  return (
    `Skipped: the ${tests.toLocaleString("en")} tests of the twin's own (sandbox/test). Exactly this twin passed ` +
    `them on this machine at ${at}; npm test -- --all runs them again.`
  );
}
