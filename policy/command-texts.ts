import { type ResourceOf } from "./resource";
import { type PlacedText, textsIn } from "./texts";

/** What runs something: on a host, or on the machine of whoever updates the stack. */
export type Command = ResourceOf<"command:remote:Command" | "command:local:Command">;

/**
 * Everything of a command that its shell or its program gets, but for standard input: each line, behind the words of the
 * interpreter that it is handed to, and the environment.
 *
 * @throws UnknownIn
 */
export function commandTexts({ type, props }: Command): PlacedText[] {
  const { create, update, delete: remove, environment } = props;
  const interpreter = type === "command:local:Command" ? (props.interpreter ?? []) : [];
  const lines = Object.entries({ create, update, delete: remove }).flatMap(([path, line]) =>
    line === undefined ? [] : [{ path, key: path, text: [...interpreter, line].join(" ") }],
  );
  return [...lines, ...textsIn(environment, "environment")];
}
