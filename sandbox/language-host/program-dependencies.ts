import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import {
  DependencyInfo,
  type GetProgramDependenciesRequest,
  GetProgramDependenciesResponse,
} from "@pulumi/pulumi/proto/language_pb";

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/**
 * `LanguageRuntime.GetProgramDependencies` (`pulumi about`): the packages that `package.json` names,
 * each with the version that is installed or, where none is, the range asked for.
 */
export function programDependencies(
  request: GetProgramDependenciesRequest,
): GetProgramDependenciesResponse {
  const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const { dependencies, devDependencies } = readManifest(path.join(directory, "package.json"));
  const wanted = Object.entries({ ...dependencies, ...devDependencies });
  return new GetProgramDependenciesResponse().setDependenciesList(
    wanted.map(([name, range]) =>
      new DependencyInfo().setName(name).setVersion(installedVersion(directory, name) ?? range),
    ),
  );
}

function installedVersion(directory: string, name: string): string | undefined {
  const roots = createRequire(path.join(directory, "package.json")).resolve.paths(name) ?? [];
  return roots
    .map((root) => readManifest(path.join(root, name, "package.json")).version)
    .find((version) => version !== undefined);
}

/** The manifest at `file`; an empty one where there is none. */
function readManifest(file: string): Manifest {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    return {};
  }
}
