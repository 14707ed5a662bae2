import { type Emit } from "./flow";
import { type Session } from "./session";
import { type Value } from "./values/value";

/** One word of a command line after the command's name. */
export type CommandWord =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "name"; readonly name: string; readonly value?: Value };

/** A command at work in a pipeline. */
export interface Stage {
  /** Takes one item from the command before. */
  process(item: Value): void;
  /** No more items follow. */
  end(): void;
}

/** Something that can stand in a pipeline: a cmdlet or a function. */
export interface Command {
  /** The name as the product writes it. */
  readonly name: string;
  /** Binds the words to the parameters and starts. `piped` says whether a command stands before. */
  open(session: Session, words: readonly CommandWord[], emit: Emit, piped: boolean): Stage;
}
