import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { type DeclarationFile, declarationPath, readDeclarations } from "./declaration-file";
import { enumNotation, notation, type ResolveReference } from "./notation";
import type { ObjectSchema, PackageSchema, ResourceSchema } from "./package-schema";

function known<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new Error(`the SDK declares no ${what}`);
}

/** Reads the declarations of one installed SDK, and remembers each named object type it comes across. */
class SdkReader {
  readonly #inputs: DeclarationFile;
  readonly #types = new Map<string, ObjectSchema>();

  constructor(private readonly root: string) {
    this.#inputs = readDeclarations(path.join(root, "types", "input.d.ts"));
  }

  /** The named types that what was read so far reaches, in the order of their names. */
  get types(): Record<string, ObjectSchema> {
    const byName = [...this.#types].sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(byName);
  }

  config(): ObjectSchema {
    const file = readDeclarations(path.join(this.root, "provider.d.ts"));
    return this.#object(known(file.interfaces.get("ProviderArgs"), "ProviderArgs"));
  }

  resource(token: string): ResourceSchema {
    const name = token.split(":").at(-1) ?? token;
    const file = readDeclarations(declarationPath(this.root, token));
    const args = known(file.interfaces.get(`${name}Args`), `${name}Args for ${token}`);
    const resource = known(file.classes.get(name), `class ${name} for ${token}`);
    return {
      inputs: this.#object(args),
      outputs: resource.members
        .filter(ts.isPropertyDeclaration)
        .filter((member) => member.type?.getText().startsWith("pulumi.Output<"))
        .map((member) => this.#marked(member, /\| undefined>$/.test(member.type?.getText() ?? ""))),
      deprecated: args.members
        .filter((member) => ts.getJSDocDeprecatedTag(member))
        .map((member) => member.name?.getText() ?? ""),
    };
  }

  #marked(member: ts.PropertyDeclaration | ts.PropertySignature, optional: boolean): string {
    return `${member.name.getText()}${optional ? "?" : ""}`;
  }

  #object(declaration: ts.InterfaceDeclaration): ObjectSchema {
    const members = declaration.members.filter(ts.isPropertySignature);
    return Object.fromEntries(
      members.map((member) => {
        const type = known(member.type, `type of ${member.name.getText()}`);
        const name = this.#marked(member, member.questionToken !== undefined);
        return [name, notation(type, this.#resolve)];
      }),
    );
  }

  readonly #resolve: ResolveReference = (reference) => {
    const [source = "", ...rest] = reference.split(".");
    const name = rest.join(".");
    // A resource may stand where its name or ARN does, and arrives as that.
    if (rest.length === 0) return "string";
    if (source === "enums") return this.#enumeration(rest);
    if (source !== "inputs") throw new Error(`${reference}: only inputs.… and enums.… are read`);
    if (!this.#types.has(name)) {
      this.#types.set(name, {}); // Entered before it is read: a type may contain itself.
      this.#types.set(name, this.#object(known(this.#inputs.interfaces.get(name), name)));
    }
    return name;
  };

  #enumeration(parts: readonly string[]): string {
    const folder = path.join(this.root, "types", "enums", ...parts.slice(0, -1));
    const file = readDeclarations(path.join(folder, "index.d.ts"));
    const name = parts.at(-1) ?? "";
    return enumNotation(known(file.constants.get(name), `enumeration ${parts.join(".")}`));
  }
}

/**
 * The properties of some resource types of an installed SDK, and of its provider's configuration, taken from its own
 * TypeScript declarations.
 *
 * @param npm - the package's name
 * @param tokens - the resource types wanted
 * @throws Error naming what the SDK does not declare, or declares in a way that is not read here
 */
export function readSdkSchema(npm: string, tokens: readonly string[]): PackageSchema {
  const manifest = require.resolve(`${npm}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const sdk = new SdkReader(path.dirname(manifest));
  const config = sdk.config();
  const resources = Object.fromEntries(tokens.map((token) => [token, sdk.resource(token)]));
  return { package: npm, version, config, resources, types: sdk.types };
}
