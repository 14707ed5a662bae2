import { type Caller, callerOf } from "../api/caller";
import { endpoints } from "../api/endpoints";
import {
  type AnyEndpoint,
  type Endpoint,
  findRoute,
  type Method,
  type Route,
} from "../api/endpoint";
import { type Command, type CommandGroup, type Context, type Json } from "../command-line/command";
import {
  outputFormat,
  print,
  printObject,
  printRows,
  type Row,
  wantedFormat,
} from "../command-line/output";
import { Panic } from "../command-line/dispatch";
import { longUsage, shortUsage } from "../command-line/usage";
import { parseParameters } from "../schema/parameters";
import { flag, text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";

/** The methods by the verbs of the command line. */
const verbs = { get: "GET", set: "PUT", create: "POST", delete: "DELETE" } as const;
type Verb = keyof typeof verbs;

const program = "proxmox-backup-debug api";

const path: Properties = { "api-path": { schema: text("API path."), required: true } };

/** `api VERB PATH …`: calls a method of the local server as root@pam; its options are the method's. */
function call(verb: Verb): Command {
  return {
    description: "Call API on <api-path>",
    positional: ["api-path"],
    parameters: { ...path, ...outputFormat },
    additional: true,
    async execute(given, context) {
      const { "api-path": apiPath, "output-format": format, ...options } = given;
      const route = routeTo(verb, String(apiPath));
      const pairs = Object.entries({ ...route.pathValues, ...options });
      const values = parseParameters(
        route.endpoint.parameters,
        pairs.map(([name, value]) => [name, String(value)]),
      );
      await context.reachDaemon();
      const { data } = await route.endpoint.handle(values, rootOf(context));
      show(
        context,
        format === undefined ? {} : { "output-format": format },
        data,
        route.endpoint.returns,
      );
      return undefined;
    },
  };
}

const usage: Command = {
  description: "Get API usage information for <path>",
  positional: ["path"],
  parameters: {
    path: { schema: text("API path."), required: true },
    verbose: { schema: flag("Verbose output format.", false) },
  },
  execute(given, context) {
    const at = String(given["path"]);
    const found = (Object.keys(verbs) as Verb[]).flatMap((verb) => {
      const route = findRoute(endpoints, verbs[verb], at);
      return route === undefined ? [] : [describe(verb, at, route, given["verbose"] === true)];
    });
    if (found.length === 0) throw new Error(`no such resource '${at}'`);
    context.out(found.join(""));
    return undefined;
  },
};

const ls: Command = {
  description: "Get API usage information for <path>",
  positional: ["path"],
  parameters: { path: { schema: text("API path.") }, ...outputFormat },
  execute(given, context) {
    const rows = childrenOf(String(given["path"] ?? ""));
    if (rows.length === 0) throw new Error("no such resource");
    print(context, given, rows, () =>
      rows.map(({ name, capabilities }) => `${capabilities}   ${name}\n`).join(""),
    );
    return undefined;
  },
};

/** `api`: how root on the host itself does what the manager's command line has no verb for. */
export const apiCommands: CommandGroup = {
  commands: {
    get: call("get"),
    set: call("set"),
    create: call("create"),
    delete: call("delete"),
    ls,
    usage,
  },
};

function routeTo(verb: Verb, at: string): Route<Endpoint> {
  const route = findRoute(endpoints.filter(isPlain), verbs[verb], at);
  if (route !== undefined) return route;
  const normal = at.split("/").filter(Boolean).join("/");
  throw new Error(`no ${verb} handler defined for '/${normal}'`);
}

function isPlain(endpoint: AnyEndpoint): endpoint is Endpoint {
  return "handle" in endpoint;
}

function rootOf(context: Context): Caller {
  return callerOf({ ...context, out: () => undefined, err: () => undefined });
}

/** Prints an answer by its type; as text the product knows lists, objects and nothing, and panics at all else. */
function show(context: Context, format: Values, data: Json, returns: Endpoint["returns"]): void {
  const asText = wantedFormat(format) === "text";
  if (returns === "nothing" && asText) {
    print(context, { "output-format": "json-pretty" }, data, () => "");
  } else if (Array.isArray(data)) {
    const rows = data as Row[];
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
    printRows(context, format, rows, columns);
  } else if (typeof data === "object" && data !== null) printObject(context, format, data as Row);
  else if (data === null && returns !== undefined && asText) {
    printObject(context, format, {}, columnsOf(returns));
  } else if (data === null) context.out("null\n");
  else if (asText && !String(data).startsWith("UPID:")) throw new Panic(panic);
  else print(context, format, data, () => `${String(data)}\n`);
}

const panic =
  `\nthread 'main' (${process.pid}) panicked at proxmox-router/src/cli/text_table.rs:812:13:\n` +
  "not implemented\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

function columnsOf(returns: Exclude<Endpoint["returns"], undefined>): readonly string[] {
  return returns === "nothing" ? [] : returns.columns;
}

function describe(
  verb: Verb,
  at: string,
  { endpoint, pathValues }: Route,
  verbose: boolean,
): string {
  const own = Object.entries(endpoint.parameters).filter(([name]) => !(name in pathValues));
  const command: Command = {
    description: endpoint.description,
    positional: [],
    parameters: Object.fromEntries(own),
    execute: () => undefined,
  };
  const prefix = `USAGE: ${program} ${verb} ${at}`;
  return verbose ? `${longUsage(prefix, command)}\n` : shortUsage(prefix, command);
}

/** The next parts of the paths below one; `{…}` stands for any name. */
function childrenOf(at: string): { readonly name: string; readonly capabilities: string }[] {
  const above = at.split("/").filter(Boolean);
  const below = endpoints.map((endpoint) => endpoint.path.split("/").filter(Boolean));
  const matching = below.filter(
    (parts) =>
      parts.length > above.length &&
      above.every((part, index) => part === parts[index] || parts[index]?.startsWith("{")),
  );
  const names = [...new Set(matching.map((parts) => parts[above.length] ?? ""))].sort();
  return names.map((name) => {
    const child = [...above, name];
    const isDirectory = matching.some(
      (parts) => parts[above.length] === name && parts.length > child.length,
    );
    const letters = letterOf.map(([method, letter]) =>
      findRoute(endpoints, method, child.join("/")) === undefined ? "-" : letter,
    );
    return { name, capabilities: `${isDirectory ? "D" : "-"}${letters.join("")}` };
  });
}

const letterOf: readonly (readonly [Method, string])[] = [
  ["GET", "r"],
  ["PUT", "w"],
  ["POST", "c"],
  ["DELETE", "d"],
];
