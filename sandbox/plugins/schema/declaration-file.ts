import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** A parsed declaration file and its top-level declarations by name; nested namespaces are joined with dots. */
export interface DeclarationFile {
  readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  readonly classes: ReadonlyMap<string, ts.ClassDeclaration>;
  readonly aliases: ReadonlyMap<string, ts.TypeAliasDeclaration>;
  readonly constants: ReadonlyMap<string, ts.VariableDeclaration>;
}

type Found = {
  [K in keyof DeclarationFile]: DeclarationFile[K] extends ReadonlyMap<string, infer D>
    ? Map<string, D>
    : never;
};

function collect(node: ts.Node, prefix: string, found: Found): void {
  ts.forEachChild(node, (child) => {
    if (ts.isModuleDeclaration(child) && child.body)
      return collect(child.body, `${prefix}${child.name.text}.`, found);
    if (ts.isInterfaceDeclaration(child)) found.interfaces.set(prefix + child.name.text, child);
    if (ts.isClassDeclaration(child) && child.name)
      found.classes.set(prefix + child.name.text, child);
    if (ts.isTypeAliasDeclaration(child)) found.aliases.set(prefix + child.name.text, child);
    if (ts.isVariableStatement(child))
      for (const constant of child.declarationList.declarations)
        if (ts.isIdentifier(constant.name))
          found.constants.set(prefix + constant.name.text, constant);
  });
}

/** Parses one `.d.ts` file; syntax only, because types are written out in these generated files. */
export function readDeclarations(file: string): DeclarationFile {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Found = {
    interfaces: new Map(),
    classes: new Map(),
    aliases: new Map(),
    constants: new Map(),
  };
  collect(source, "", found);
  return found;
}

/**
 * The declaration file of a resource type: `aws:s3/bucket:Bucket` is in `s3/bucket.d.ts`, `command:remote:Command` in
 * `remote/command.d.ts`. The SDKs do not agree on the case of file names.
 *
 * @throws Error naming the token and the folder if there is no such file
 */
export function declarationPath(packageRoot: string, token: string): string {
  const [, place = "", className = ""] = token.split(":");
  const [folder = "", file = className] = place.split("/");
  const directory = path.join(packageRoot, folder === "index" ? "" : folder);
  const wanted = `${file}.d.ts`.toLowerCase();
  const name = readdirSync(directory).find((entry) => entry.toLowerCase() === wanted);
  if (name) return path.join(directory, name);
  throw new Error(
    `${token}: no file ${wanted} in ${directory}; compare the token with __pulumiType`,
  );
}
