import * as fs from "node:fs";
import * as path from "node:path";
import { loadGrammar } from "../../../sandbox/products/windows/interpreter/syntax/grammar";
import { parse } from "../../../sandbox/products/windows/interpreter/syntax/parse";
import { type SyntaxNode } from "../../../sandbox/products/windows/interpreter/syntax/syntax-node";
import { openEnvelope } from "../../../model/remote/envelope";
import { unsealed } from "../../support/estate";
import { labConfiguration } from "../../support/lab";
import { registeredWith } from "../../support/program";

const components = path.join(__dirname, "../../../components");

/** Every script for Windows, by its path. */
const files = fs
  .readdirSync(components, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ps1"));

/** Every script that is sent to a Windows host, by what it is for. */
async function sentScripts(): Promise<ReadonlyMap<string, string>> {
  const resources = await registeredWith(labConfiguration());
  const windows = resources
    .flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [])
    .filter(({ platform }) => platform.name === "windows");
  return new Map(windows.map(({ kind, script }) => [kind, script]));
}

const nodesOf = (node: SyntaxNode, type: string): SyntaxNode[] => [
  ...(node.type === type ? [node] : []),
  ...node.children.flatMap((child) => nodesOf(child, type)),
];

const functions = (tree: SyntaxNode) => nodesOf(tree, "function_name").map(({ text }) => text);

describe("the scripts for Windows", () => {
  it("all define what the contract asks for, once", async () => {
    const grammar = await loadGrammar();
    const asked = [
      ...["Open-Session", "Close-Session", "Get-Observed", "New-Wanted", "Set-Wanted"],
      ...["Remove-Wanted", "Get-Advice"],
    ];
    const scripts = await sentScripts();

    expect([...scripts.keys()].sort()).toEqual([
      "iperius folder",
      "iperius job",
      "veeam agent job",
      "veeam configuration backup",
      "veeam credentials",
      "veeam encryption key",
      "veeam server",
      "windows offsite export",
    ]);
    for (const [kind, script] of scripts) {
      const defined = functions(parse(grammar, script));
      expect([kind, defined.filter((name) => asked.includes(name)).sort()]).toEqual([
        kind,
        [...asked].sort(),
      ]);
      expect([kind, defined.filter((name, place) => defined.indexOf(name) !== place)]).toEqual([
        kind,
        [],
      ]);
    }
  });

  // Windows PowerShell goes on after a program that failed: only `Invoke-Program` looks.
  it.each(files)("run no program past the contract: %s", async (file) => {
    const tree = parse(await loadGrammar(), fs.readFileSync(path.join(components, file), "utf8"));
    const names = nodesOf(tree, "command_name").map(({ text }) => text);
    const called = nodesOf(tree, "command_invokation_operator");

    expect(names.filter((name) => !/^[A-Z][A-Za-z]+-[A-Z]\w+$/.test(name))).toEqual([]);
    expect(called).toHaveLength(file.endsWith("contract.ps1") ? 2 : 0);
  });
});
