import { type Fault } from "../model/fault";
import { named } from "./characters";

/** Lists and maps within each other; a declaration has a dozen. Beyond it YAML takes minutes, and then the stack. */
const deepest = 1000;

/** A character that ends a line for some readers of YAML and not for others, or that none of them takes. */
interface Misfit {
  readonly form: RegExp;
  readonly message: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Measured with Pulumi 3.259.0: it takes U+000D alone, U+0085, U+2028 and U+2029 for the end of a line. */
const misfits: readonly Misfit[] = [
  {
    form: /\r(?!\n)/g,
    message: "ends a line with a carriage return alone, as nothing has done for twenty years",
    allowed: "lines that end with a line feed, with or without a carriage return before it",
    fix: "save the file with the line ends of Unix: tr '\\r' '\\n' < FILE > OTHER",
  },
  {
    form: /[\u0085\u2028\u2029]/g,
    message: "has a character that Pulumi takes for the end of a line, and YAML 1.2 does not",
    allowed: "lines that end with a line feed",
    fix: 'take it out; within text in double quotes write it as an escape, "\\u2028"',
  },
  {
    form: /(?![\t\n\r\u0085])\p{Cc}/gu,
    message: "has a control character, which YAML does not take as it is",
    allowed: "text without control characters but tabs and line feeds",
    fix: 'take it out; within text in double quotes write it as an escape, "\\u0007"',
  },
];

/**
 * What is wrong with a text before anybody reads it as YAML: one fault for each kind of character, at its first place.
 *
 * @param name - of the file
 */
export function textFormFaults(text: string, name: string): Fault[] {
  if (text.trim() === "") return [empty(name)];
  return [...misfits.flatMap((misfit) => misfitFaults(text, name, misfit)), ...tooDeep(text, name)];
}

function empty(name: string): Fault {
  return {
    path: name,
    at: `${name}:1:1`,
    message: "is empty",
    allowed: "YAML with the declaration under config",
    fix: "write one, as Pulumi.lab.yaml does, or name another file",
  };
}

function misfitFaults(text: string, name: string, { form, ...words }: Misfit): Fault[] {
  const at = text.search(form);
  if (at < 0) return [];
  const count = countOf(text, form);
  const more = count === 1 ? "" : `, and ${count - 1} more`;
  return [{ path: placeIn(text, at, name), got: `${named(text.charAt(at))}${more}`, ...words }];
}

/** Of a large file they would not all fit into a list. */
function countOf(text: string, form: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(form)) count += 1;
  return count;
}

function tooDeep(text: string, name: string): Fault[] {
  const at = brackets(text) ?? markers.exec(text)?.index;
  if (at === undefined) return [];
  return [
    {
      path: placeIn(text, at, name),
      message: `opens more than ${deepest} lists and maps within each other, or brackets that nothing closes`,
      allowed: `at most ${deepest} of them`,
      fix: "close what was opened there or before it, and put text with brackets in quotes",
    },
  ];
}

/** Signs of lists and keys, one within the other, on one line. */
const markers = new RegExp(String.raw`(?:[-?] +){${deepest}}`);

/** Where too many brackets are open; whether they are text only a whole reader of YAML knows, who would get stuck. */
function brackets(text: string): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === "[" || bracket === "{" ? 1 : -1));
    if (open > deepest) return index;
  }
  return undefined;
}

/** `Pulumi.lab.yaml:12:3`: a carriage return alone ends a line here too, or all would be on the first. */
function placeIn(text: string, index: number, name: string): string {
  const lines = text.slice(0, index).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return `${name}:${lines.length}:${lines.at(-1)!.length + 1}`;
}
