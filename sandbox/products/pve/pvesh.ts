import { root } from "./access/caller";
import { PveApi } from "./api/api";
import { findRoute, type Method, type Route } from "./api/endpoint";
import { checkParameters, type SentParameters } from "./schema/parameter";
import type { Schema } from "./schema/schema";
import { CommandError, usageExit } from "./command-line/command-error";
import { getOptions } from "./command-line/get-options";
import { outputOptions, type OutputSettings, printed } from "./command-line/output";
import { type CommandStreams, runCommand } from "./command-line/run";
import { usageLine } from "./command-line/usage";

const methods: Readonly<Record<string, Method>> = {
  create: "POST",
  delete: "DELETE",
  get: "GET",
  set: "PUT",
};

const apiPath: Schema = { api_path: { type: "string", required: true } };
const positional = ["api_path"];
const callOptions: Schema = { ...apiPath, noproxy: { type: "boolean" }, ...outputOptions };

/** Only named among the commands there are. */
const usageSchema: Schema = {
  ...apiPath,
  command: { type: "string", enum: Object.keys(methods) },
};

/**
 * Runs `pvesh`, PVE's shell over its own API, as root on a node (source: pvesh(1)), as far as it reads and changes;
 * it does not list (`ls`) or explain (`usage`) the API.
 *
 * @param state - the node's `/etc/pve`
 * @returns the exit code
 */
export async function pvesh(
  words: readonly string[],
  state: string,
  streams: CommandStreams,
): Promise<number> {
  const [command = "", ...rest] = words;
  const api = new PveApi(state);
  const usage = () => commandUsage(command, routeOf(api, command, rest[0]));
  return runCommand(streams, usage, async () => {
    if (!Object.hasOwn(methods, command)) throw unknownCommand(command);
    await call({ api, command, words: rest, streams, usage });
  });
}

interface Invocation {
  readonly api: PveApi;
  readonly command: string;
  readonly words: readonly string[];
  readonly streams: CommandStreams;
  readonly usage: () => string;
}

async function call({ api, command, words, streams, usage }: Invocation): Promise<void> {
  const [path] = words;
  const route = routeOf(api, command, path);
  if (path !== undefined && route === undefined)
    throw new CommandError(`No '${command}' handler defined for '${path}'\n`, 1);
  const schema = { ...ownParameters(route), ...callOptions };
  const given = getOptions(words, { schema, positional, usage: usage() });
  checkParameters(schema, given);
  const { settings, parameters, quiet } = separate(given);
  if (route === undefined) return;
  const data = await api.call(route, parameters, root);
  if (data !== null && !quiet) streams.out(printed(data, settings));
}

function routeOf(api: PveApi, command: string, path: string | undefined): Route | undefined {
  const method = methods[command];
  if (method === undefined || path === undefined) return undefined;
  return findRoute(api.endpoints, method, path);
}

/** Parameters that are not in the path already. */
function ownParameters(route: Route | undefined): Schema {
  const entries = Object.entries(route?.endpoint.parameters ?? {});
  return Object.fromEntries(entries.filter(([name]) => !(name in (route?.pathParameters ?? {}))));
}

/** What concerns the printing, and what goes to the API. */
function separate(given: SentParameters) {
  const { api_path: _path, noproxy: _noproxy, ...others } = given;
  const parameters = Object.fromEntries(
    Object.entries(others).filter(([name]) => !(name in outputOptions)),
  );
  const isOn = (name: string) => given[name] === "1";
  const settings: OutputSettings = {
    format: textOf(given, "output-format") ?? "text",
    border: !isOn("noborder"),
    header: !isOn("noheader"),
  };
  return { settings, parameters, quiet: isOn("quiet") };
}

function textOf(given: SentParameters, name: string): string | undefined {
  const value = given[name];
  return typeof value === "string" ? value : undefined;
}

function commandUsage(command: string, route: Route | undefined): string {
  if (command === "usage")
    return usageLine("pvesh usage", usageSchema, positional, { formatted: false });
  const schema = { ...ownParameters(route), ...apiPath, noproxy: callOptions["noproxy"] } as Schema;
  return usageLine(`pvesh ${command}`, schema, positional, { formatted: true });
}

function unknownCommand(command: string): CommandError {
  const reason = command === "" ? "no command specified" : `unknown command 'pvesh ${command}'`;
  const usages = [...Object.keys(methods), "ls", "usage"]
    .sort()
    .map((name) => `       ${commandUsage(name, undefined)}\n`);
  return new CommandError(
    `ERROR: ${reason}\nUSAGE: pvesh <COMMAND> [ARGS] [OPTIONS]\n\n${usages.join("")}`,
    usageExit,
  );
}
