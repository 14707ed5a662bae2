import { type Properties, type Values } from "../schema/schema";

/** Anything JSON can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Who runs a command, where it writes and what time it is. */
export interface Context {
  /** A user's or token's id; on the command line always `root@pam`. */
  readonly authId: string;
  out(text: string): unknown;
  err(text: string): unknown;
  now(): Date;
  /** Makes sure that the server's daemons run. @throws Error with the product's text if they do not. */
  reachDaemon(): Promise<void>;
}

/** One command: its parameters and what it does. */
export interface Command {
  readonly description: string;
  /** Parameters given without their name, in this order; the last may be a list. */
  readonly positional: readonly string[];
  readonly parameters: Properties;
  /** Whether it takes options that `parameters` does not name, as text. Default: it refuses them. */
  readonly additional?: boolean;
  /** Whether the product runs it in its daemon, over the API. Default: in the command itself. */
  readonly throughDaemon?: boolean;
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
