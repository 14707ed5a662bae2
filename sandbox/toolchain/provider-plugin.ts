import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";

/** The executable behind a Pulumi provider package, as the package itself declares it. */
export interface ProviderPlugin {
  /** Pulumi's name for it, for instance `aws`. */
  readonly name: string;
  readonly version: string;
  /** Where it is downloaded from, if not from Pulumi; may have the form `github://api.github.com/owner`. */
  readonly server?: string;
}

/** The part of a package.json that is read here. */
interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: ProviderPlugin & { readonly resource?: boolean };
}

/** The provider plugins of the packages that `root`'s package.json depends on; they must be installed. */
export function declaredPlugins(root: string = projectRoot): ProviderPlugin[] {
  const read = (...place: string[]) =>
    JSON.parse(fs.readFileSync(path.join(root, ...place, "package.json"), "utf8")) as PackageFile;
  return Object.keys(read().dependencies ?? {}).flatMap((dependency) => {
    const { pulumi } = read("node_modules", dependency);
    return pulumi?.resource === true ? [pulumi] : [];
  });
}
