import { type Properties, type Values } from "../schema/schema";

/** Anything JSON can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where a command writes and what time it is. */
export interface Context {
  out(text: string): unknown;
  err(text: string): unknown;
  now(): Date;
}

/** One command: its parameters and what it does. */
export interface Command {
  readonly description: string;
  /** Parameters given without their name, in this order; the last may be a list. */
  readonly positional: readonly string[];
  readonly parameters: Properties;
  /** A result other than undefined is printed as `Result: …`, as the product does. */
  execute(values: Values, context: Context): Json | undefined | Promise<Json | undefined>;
}

/** Commands below one word. */
export interface CommandGroup {
  readonly commands: Readonly<Record<string, CommandNode>>;
}

export type CommandNode = Command | CommandGroup;

/** Whether more words follow. */
export function isGroup(node: CommandNode): node is CommandGroup {
  return "commands" in node;
}
