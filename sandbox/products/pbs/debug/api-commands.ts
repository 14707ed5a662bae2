import { type Caller, callerOf } from "../api/caller";
import { endpoints } from "../api/endpoints";
import { type AnyEndpoint, type Endpoint, findRoute, type Route } from "../api/endpoint";
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
import { parseParameters } from "../schema/parameters";
import { text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";

/** The methods by the verbs of the command line. */
const verbs = { get: "GET", set: "PUT", create: "POST", delete: "DELETE" } as const;
type Verb = keyof typeof verbs;

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

/** `api`: how root on the host itself does what the manager's command line has no verb for. */
export const apiCommands: CommandGroup = {
  commands: {
    get: call("get"),
    set: call("set"),
    create: call("create"),
    delete: call("delete"),
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
