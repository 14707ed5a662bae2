import { readFileSync } from "node:fs";
import { root } from "./access/caller";
import { PveApi } from "./api/api";
import { findRoute, type Method, type Route } from "./api/endpoint";
import type { SentParameters } from "./schema/parameter";
import { CommandError, refusalExit, usageExit } from "./command-line/command-error";
import { getOptions } from "./command-line/get-options";
import { type CommandStreams, runCommand } from "./command-line/run";
import { usageLine } from "./command-line/usage";

/** A command, the API's method behind it, and what it takes without an option. */
interface Command {
  readonly method: Method;
  readonly path: (words: readonly string[]) => string;
  readonly positional: readonly string[];
}

/** The commands that change the configuration of storages (source: pvesm(1)); no other is served here. */
const commands: Readonly<Record<string, Command>> = {
  add: { method: "POST", path: () => "/storage", positional: ["type", "storage"] },
  remove: { method: "DELETE", path: ([id = ""]) => `/storage/${id}`, positional: ["storage"] },
  set: { method: "PUT", path: ([id = ""]) => `/storage/${id}`, positional: ["storage"] },
};

/**
 * Runs `pvesm`, PVE's storage manager, as root on a node. Unlike `pvesh` it takes secrets off the command line: a
 * password without a value is read from standard input, keys are files. It prints nothing of what the API answers.
 *
 * @param state - the node's `/etc/pve`
 * @returns the exit code
 */
export async function pvesm(
  words: readonly string[],
  state: string,
  streams: CommandStreams,
): Promise<number> {
  const [name = "", ...rest] = words;
  const api = new PveApi(state);
  return runCommand(
    streams,
    () => commandUsage(api, name),
    async () => {
      const command = commands[name];
      if (command === undefined) throw unknownCommand(api, name);
      const grammar = {
        schema: routeOf(api, command, []).endpoint.parameters,
        positional: command.positional,
        interactive: ["password"],
        usage: commandUsage(api, name),
      };
      const given = getOptions(rest, grammar);
      const route = routeOf(api, command, [String(given["storage"])]);
      await api.call(route, withContents(given, streams), root);
    },
  );
}

type Mapping = (value: string, streams: CommandStreams) => string;

/** Where the value of an option is something else than the parameter. */
const mappings: Readonly<Record<string, Mapping>> = {
  password: (value, streams) => (value === "" ? readPassword(streams) : value),
  "encryption-key": (value) => (value === "autogen" ? value : readContents(value)),
  "master-pubkey": (value) => Buffer.from(readContents(value)).toString("base64"),
};

function withContents(given: SentParameters, streams: CommandStreams): SentParameters {
  const mapped = Object.entries(mappings)
    .filter(([name]) => given[name] !== undefined)
    .map(([name, mapping]) => [name, mapping(String(given[name]), streams)]);
  return { ...given, ...Object.fromEntries(mapped) } as SentParameters;
}

function readPassword(streams: CommandStreams): string {
  const line = streams.readLine();
  if (line === undefined) throw new CommandError("EOF while reading password\n", refusalExit);
  return line;
}

function readContents(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new CommandError(`can't open '${file}' - No such file or directory\n`, refusalExit);
  }
}

function routeOf(api: PveApi, { method, path }: Command, words: readonly string[]): Route {
  const named = words.length > 0 && words[0] !== "" ? words : ["-"];
  const route = findRoute(api.endpoints, method, path(named));
  if (route === undefined) throw new Error(`the API has no ${method} ${path(named)}`);
  return route;
}

function commandUsage(api: PveApi, name: string): string {
  const command = commands[name];
  if (command === undefined) return `pvesm ${name}`;
  const { parameters } = routeOf(api, command, []).endpoint;
  return usageLine(`pvesm ${name}`, parameters, command.positional, { formatted: false });
}

function unknownCommand(api: PveApi, name: string): CommandError {
  const reason = name === "" ? "no command specified" : `unknown command 'pvesm ${name}'`;
  const usages = Object.keys(commands).map((known) => `       ${commandUsage(api, known)}\n`);
  return new CommandError(
    `ERROR: ${reason}\nUSAGE: pvesm <COMMAND> [ARGS] [OPTIONS]\n\n${usages.join("")}`,
    usageExit,
  );
}
