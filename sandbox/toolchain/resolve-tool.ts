import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "../../lib/progress/message-of";
import { runCommand } from "./command";
import { executables, isScript } from "./on-path";
import { type Installation, type Question, type Source, type Tool, type ToolContext } from "./tool";

/** A program may be slow to start on a busy machine, but not this slow. Milliseconds. */
const patience = 10_000;

async function answersWell(
  file: string,
  { args, fits, cwd, timeout = patience }: Question,
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const { code, output } = await runCommand(file, args, { env, timeout, ...(cwd && { cwd }) });
  return code === 0 && fits(output);
}

async function fittingOnPath(tool: Tool, { env }: ToolContext): Promise<string | undefined> {
  const candidates = executables(tool.command, env).filter(
    (file) => tool.onHosts !== true || !isScript(file),
  );
  const fits = await Promise.all(
    candidates.map((candidate) => answersWell(candidate, tool.question, env)),
  );
  return candidates[fits.indexOf(true)];
}

async function keyOf(tool: Tool, context: ToolContext): Promise<string> {
  const pins = await Promise.all(tool.sources.map((source) => source.pins(context)));
  const digest = createHash("sha256").update(JSON.stringify(pins)).digest("hex");
  return `${tool.id}-${process.platform}-${process.arch}-${digest.slice(0, 16)}`;
}

/** Installs from `source` into its own empty directory; resolves to what went wrong, if anything. */
async function installFrom(
  source: Source,
  tool: Tool,
  installation: Installation,
): Promise<string | undefined> {
  const { directory, env, report } = installation;
  if (!(await source.isAvailable(installation))) return "cannot be reached from here";
  report(source.name);
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory);
  try {
    await source.install(installation);
  } catch (error) {
    return messageOf(error);
  }
  const file = path.join(directory, tool.file);
  if (await answersWell(file, tool.question, env)) return undefined;
  return `${tool.command} ${tool.question.args.join(" ")} does not answer as it should`;
}

/** Installs `tool` from the first source that gives a working one, and resolves to its name. */
async function installFromAny(tool: Tool, installation: Installation): Promise<string> {
  const faults: string[] = [];
  for (const source of tool.sources) {
    const fault = await installFrom(source, tool, installation);
    if (fault === undefined) return source.name;
    faults.push(`- ${source.name}: ${fault}`);
  }
  throw new Error(
    `${tool.title} is not on PATH and could not be installed from anywhere:\n${faults.join("\n")}\n` +
      `Make one of these sources reachable, or put a fitting "${tool.command}" on PATH${tool.onHosts ? " (a program: hosts see no script's other files)" : ""}, and run the command again.`,
  );
}

/**
 * The absolute path of a working `tool`: from PATH if a fitting one answers, else from the cache,
 * else installed into the cache from the first source that works. Throws with every source's fault.
 * `report` is told where it comes from.
 */
export async function resolveTool(
  tool: Tool,
  context: ToolContext,
  report: (text: string) => void,
): Promise<string> {
  const onPath = await fittingOnPath(tool, context);
  if (onPath !== undefined) {
    report("from PATH");
    return onPath;
  }
  const key = await keyOf(tool, context);
  let origin = "from cache";
  await context.cache.obtain(
    key,
    async (directory) => {
      const log = context.cache.newLog(tool.id);
      origin = `from ${await installFromAny(tool, { ...context, directory, log, report })}`;
    },
    (owner) => report(`waiting for process ${owner}, which is installing it`),
  );
  report(origin);
  return path.join(context.cache.directory(key), tool.file);
}
