import { existsSync, realpathSync } from "node:fs";
import * as path from "node:path";
import { executables } from "../../toolchain/on-path";
import { postgresqlDirectories } from "../../toolchain/wrapper";

/** Where the programs of a PostgreSQL and its pgBackRest are. */
export interface DatabasePrograms {
  /** Holds every program of one version of PostgreSQL, the server's and the clients'. */
  readonly directory: string;
  readonly pgbackrest: string;
  readonly bwrap: string;
}

/** The directory of all programs of one version, by where one of them is. */
export function postgresqlDirectory({ postgres }: { readonly postgres: string }): string {
  return path.dirname(realpathSync(postgres));
}

/** Which major version that is; Debian calls the directory so. @throws Error of any other directory */
export function postgresqlVersion(tools: { readonly postgres: string }): number {
  const directory = postgresqlDirectory(tools);
  const [, version] = /\/(\d+)\/bin$/.exec(directory) ?? [];
  if (version === undefined) throw new Error(`${directory} does not say which PostgreSQL it has`);
  return Number(version);
}

/**
 * The machine's own, or what `npm test` has unpacked and put on the PATH of `env`. Of several versions of PostgreSQL the
 * latest: what is called `psql` on a Debian's PATH chooses among clusters of the machine, which are no business of ours.
 *
 * @param machine - the root of the machine's own files
 * @throws Error with what is missing, and how it gets there
 */
export function databasePrograms(
  env: NodeJS.ProcessEnv = process.env,
  machine = "/",
): DatabasePrograms {
  const onPath = executables("postgres", env).map((file) => path.dirname(realpathSync(file)));
  const directory = [...postgresqlDirectories(machine), ...onPath].find((each) =>
    ["postgres", "pg_amcheck", "pg_dumpall"].every((name) => existsSync(path.join(each, name))),
  );
  const [pgbackrest] = executables("pgbackrest", env);
  const bwrap = env["BWRAP"] ?? executables("bwrap", env)[0];
  const missing = Object.entries({ postgresql: directory, pgbackrest, bubblewrap: bwrap })
    .filter(([, found]) => found === undefined)
    .map(([name]) => name);
  if (directory === undefined || pgbackrest === undefined || bwrap === undefined)
    throw new Error(
      `There is no ${missing.join(", no ")} here. npm test unpacks the Debian packages of these names in its cache.`,
    );
  return { directory, pgbackrest, bwrap };
}
