import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type ExecaChildProcess } from "execa";
import { projectRoot } from "../../lib/project-root";
import { eachRuleTells } from "../../policy/each-rule-tells";
import { type Ended, run } from "../support/child";
import { plainEnvironment } from "./environment";

const runner = path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");

/** Nobody listens there: a pack is told of an engine, and the policy SDK calls none. */
const noEngine = "127.0.0.1:1";

/** Milliseconds until a pack must have said its port; it takes a second or two. */
const patienceToStart = 60_000;

/**
 * Runs a policy pack until `work` is done, and ends it then, whatever happens.
 *
 * @param work - gets the port that it listens at
 * @throws Error with what it printed, if it says no port within that time or ends before the work does
 */
export async function withServedPack<T>(
  directory: string,
  work: (port: number) => Promise<T>,
  patience = patienceToStart,
): Promise<T> {
  let child: ExecaChildProcess | undefined;
  const end = run(
    process.execPath,
    [runner, noEngine, directory],
    // The policy SDK reads `package.json` of the working directory.
    { cwd: directory, env: { ...plainEnvironment(), [eachRuleTells]: "yes" }, all: true },
    undefined,
    (started) => {
      child = started;
    },
  );
  const ended = end.then((how) => {
    throw broken(directory, describeEnd(how));
  });
  // It ends in any case, and then nobody waits for it any more.
  ended.catch(() => undefined);
  try {
    const port = await Promise.race([portOf(child!, directory, patience), ended]);
    return await Promise.race([work(port), ended]);
  } finally {
    child?.kill("SIGKILL");
    await end.catch(() => undefined);
  }
}

/** The first line that it prints is its port, and nothing else. */
function portOf(child: ExecaChildProcess, directory: string, patience: number): Promise<number> {
  let printed = "";
  return new Promise((resolve, reject) => {
    const inTime = setTimeout(
      () => reject(broken(directory, `said no port within ${patience / 1000} s${said(printed)}`)),
      patience,
    );
    const heard = (text: string) => {
      printed += text;
      const [first = "", ...more] = printed.split("\n");
      if (more.length === 0) return;
      clearTimeout(inTime);
      if (/^\d+$/.test(first)) resolve(Number(first));
      else reject(broken(directory, `did not say its port first${said(printed)}`));
    };
    child.stdout?.on("data", (chunk: Buffer) => heard(chunk.toString()));
    child.stdout?.once("close", () => clearTimeout(inTime));
  });
}

function describeEnd({ code, all = "" }: Ended): string {
  return `ended ${code === null ? "by a signal" : `with code ${code}`}${said(all)}`;
}

/** What is wrong comes first; below it is where in whose code. */
const shownLines = 12;

function said(printed: string): string {
  const lines = stripVTControlCharacters(printed).trim().split("\n");
  const rest = lines.length - shownLines;
  const more = rest > 0 ? `\nand ${rest} more lines` : "";
  return lines.join("") === ""
    ? " and printed nothing"
    : `:\n${lines.slice(0, shownLines).join("\n")}${more}`;
}

function broken(directory: string, what: string): Error {
  return new Error(`the policy pack in ${directory} ${what}`);
}
