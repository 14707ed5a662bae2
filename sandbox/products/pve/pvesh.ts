import { root } from "./access/caller";
import { PveApi } from "./api/api";
import { findRoute, type Method, type Route } from "./api/endpoint";
import { checkParameters, type SentParameters } from "./schema/parameter";
import type { Schema } from "./schema/schema";
import { CommandError, refusalExit, usageExit } from "./command-line/command-error";
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

const usageSchema: Schema = {
  ...apiPath,
  command: { type: "string", enum: Object.keys(methods) },
};

/**
 * Runs `pvesh`, PVE's shell over its own API, as root on a node (source: pvesh(1)). Descriptions, which
 * `usage --verbose` and `--returns` would print, are not part of this stand-in, so it does not take these options.
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
    const run = commands[command];
    if (run === undefined) throw unknownCommand(command);
    await run({ api, command, words: rest, streams, usage });
  });
}

interface Invocation {
  readonly api: PveApi;
  readonly command: string;
  readonly words: readonly string[];
  readonly streams: CommandStreams;
  readonly usage: () => string;
}

const commands: Readonly<Record<string, (invocation: Invocation) => Promise<void>>> = {
  ...Object.fromEntries(Object.keys(methods).map((command) => [command, call])),
  ls: list,
  usage: printUsage,
};

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

async function list({ api, words, streams, usage }: Invocation): Promise<void> {
  const given = getOptions(words, { schema: callOptions, positional, usage: usage() });
  checkParameters(callOptions, given);
  const path = String(given["api_path"]);
  const route = findRoute(api.endpoints, "GET", path);
  if (route === undefined) throw refused(`no such resource '${path}'`);
  const property = route.endpoint.children;
  if (property === undefined) throw refused(`resource '${path}' does not define child links`);
  const items = (await api.call(route, {}, root)) as readonly Readonly<Record<string, unknown>>[];
  const names = items.map((item) => String(item[property])).sort();
  const rows = names.map((name) => ({ capabilities: capabilities(api, `${path}/${name}`), name }));
  const { settings } = separate(given);
  const columns = ["capabilities", "name"];
  const table = { border: false, header: false, columns, sortBy: "name" };
  streams.out(rows.length === 0 ? "" : printed(rows, { ...settings, ...table }));
}

async function printUsage({ api, words, streams, usage }: Invocation): Promise<void> {
  const given = getOptions(words, { schema: usageSchema, positional, usage: usage() });
  checkParameters(usageSchema, given);
  const path = String(given["api_path"]);
  const named = textOf(given, "command");
  const asked = named === undefined ? Object.keys(methods) : [named];
  const order = ["get", "set", "create", "delete"].filter((command) => asked.includes(command));
  const lines = order.flatMap((command) => {
    const route = routeOf(api, command, path);
    const schema = ownParameters(route);
    return route === undefined
      ? []
      : [`USAGE: ${usageLine(`pvesh ${command} ${path}`, schema, [], { formatted: false })}\n`];
  });
  if (lines.length > 0) return streams.out(lines.join(""));
  throw refused(
    named === undefined ? `no such resource '${path}'` : `no '${named}' handler for '${path}'`,
  );
}

/** What may be done with a path: `D` a directory, `r` read, `w` change, `c` create below, `d` delete. */
function capabilities(api: PveApi, path: string): string {
  const get = findRoute(api.endpoints, "GET", path);
  const reading = get === undefined ? "--" : get.endpoint.children === undefined ? "-r" : "Dr";
  const others = { w: "PUT", c: "POST", d: "DELETE" } as const;
  const changing = Object.entries(others).map(([letter, method]) =>
    findRoute(api.endpoints, method, path) === undefined ? "-" : letter,
  );
  return reading + changing.join("");
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

const refused = (text: string) => new CommandError(`${text}\n`, refusalExit);
