import { LineCounter, parseDocument, visit } from "yaml";

/** A name in a stack's file, and where it stands. */
interface DeclaredName {
  readonly name: string;
  readonly line: number;
  readonly isKey: boolean;
}

/** Shorter ones are in the names of too many resources. */
const shortest = 3;

/**
 * Finds the line that most likely declares a resource: names of resources are made of what the file calls things, with
 * dashes between them, and the longest of those says most.
 *
 * @param text - of a stack's file
 */
export function declaredLines(text: string): (resource: string) => number | undefined {
  const names = declaredNames(text);
  return (resource) => {
    const within = names.filter(({ name }) => `-${resource}-`.includes(`-${name}-`));
    const weight = ({ name, isKey }: DeclaredName) => 2 * name.length + (isKey ? 1 : 0);
    const [best] = within.sort((a, b) => weight(b) - weight(a) || a.line - b.line);
    return best?.line;
  };
}

function declaredNames(text: string): DeclaredName[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  const names: DeclaredName[] = [];
  visit(document, {
    Scalar(key, { value, range }) {
      if (typeof value !== "string" || !range) return;
      const name = value.replace(/^backup:/, "");
      if (name.length < shortest) return;
      names.push({ name, line: lines.linePos(range[0]).line, isKey: key === "key" });
    },
  });
  return names;
}
