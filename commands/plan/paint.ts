import { styleText } from "node:util";
import { type Severity } from "../../model/finding";
import { type Paint } from "./finding-list";

const colours: Readonly<Record<Severity | "good", Parameters<typeof styleText>[0]>> = {
  ...{ error: "red", warning: "yellow", note: "cyan", good: "green" },
} as const;

/** Bold and in colour for a terminal, and for nothing else. */
export const paint: Paint = (severity, text) =>
  styleText("bold", styleText(colours[severity], text));
