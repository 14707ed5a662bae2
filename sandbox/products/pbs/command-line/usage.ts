import { itemSchema, type Property, type Schema } from "../schema/schema";
import { type Command, type CommandNode, isGroup } from "./command";
import { wrapped } from "./wrap";

const indent = " ".repeat(13);

/** One line for each command below `node`, in alphabetical order. */
export function shortUsage(prefix: string, node: CommandNode): string {
  if (!isGroup(node)) return `${commandLine(prefix, node)}\n`;
  return Object.keys(node.commands)
    .sort()
    .map((name) => shortUsage(`${prefix} ${name}`.trimStart(), node.commands[name] as CommandNode))
    .join("");
}

/** A command's line and the description of every parameter. */
export function longUsage(prefix: string, command: Command): string {
  const described = (prefixed: string, [name, { schema }]: [string, Property]) =>
    describe(`${prefixed}${name}`, schema);
  const needed = [
    ...command.positional.map((name) => describe(`<${name}>`, schemaOf(command, name))),
    ...options(command, true).map((option) => described("--", option)),
  ];
  const optional = options(command, false).map((option) => described("--", option));
  return [
    commandLine(prefix, command),
    ...needed,
    ...(optional.length > 0 ? ["Optional parameters:", optional.join("\n")] : []),
  ].join("\n\n");
}

function commandLine(prefix: string, command: Command): string {
  const required = options(command, true).map(
    ([name, { schema }]) => `--${name} ${itemSchema(schema).typeText}`,
  );
  const some = options(command, false).length > 0 ? ["[OPTIONS]"] : [];
  const positional = command.positional.map((name) => placeholder(command, name));
  return [prefix, ...positional, ...required, ...some].join(" ");
}

function placeholder(command: Command, name: string): string {
  const repeated = schemaOf(command, name).kind === "list" ? `{<${name}>}` : `<${name}>`;
  return command.parameters[name]?.required === true ? repeated : `[${repeated}]`;
}

function options(command: Command, required: boolean): [string, Property][] {
  return Object.entries(command.parameters)
    .filter(([name]) => !command.positional.includes(name))
    .filter(([, property]) => (property.required === true) === required)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function schemaOf(command: Command, name: string): Schema {
  const schema = command.parameters[name]?.schema;
  if (schema === undefined) throw new Error(`positional parameter '${name}' has no schema`);
  return schema;
}

function describe(shown: string, schema: Schema): string {
  const { typeText } = itemSchema(schema);
  const byDefault =
    schema.kind === "list" || schema.default === undefined ? "" : `   (default=${schema.default})`;
  const more = schema.kind === "list" ? " Can be specified more than once." : "";
  return ` ${shown.padEnd(10)} ${typeText}${byDefault}\n${wrapped(schema.description + more, indent)}`;
}
