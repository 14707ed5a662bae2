import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { Language, Parser, type Tree } from "web-tree-sitter";

/** The loaded grammar: reads a script synchronously, because `[ScriptBlock]::Create` does. */
export interface Grammar {
  parse(source: string): Tree;
}

/**
 * Loads tree-sitter's PowerShell grammar (WebAssembly): some 50 ms, once a process. V8 would go on
 * to optimise the grammar's one huge function: 10 s of a core, for which the process's end waits.
 */
export function loadGrammar(): Promise<Grammar> {
  loading ??= load();
  return loading;
}

let loading: Promise<Grammar> | undefined;

async function load(): Promise<Grammar> {
  setFlagsFromString("--liftoff-only");
  await Parser.init();
  const require = createRequire(__filename);
  const file = require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(file)));
  return {
    parse(source) {
      const tree = parser.parse(source);
      if (tree === null) throw new Error("the PowerShell grammar gave no tree");
      return tree;
    },
  };
}
