import { type ExportInstruction } from "../../model/engines/s3";
import { entry, type Named } from "../../model/record";
import { archiveUserName } from "../../model/vault-names";
import { serverName } from "../told-by";

/** Names of users in a vault. */
export type ArchiveUsers = (vault: string) => readonly string[];

/** What is declared of exporters and of what they bring images from and to. */
export interface ExportedBetween {
  readonly offsiteExport: Named<{ readonly pbs?: string }>;
  readonly pbs: Named<unknown>;
  readonly vault: Named<unknown>;
}

/**
 * Names of the users of IAM that bring archives to each vault, from what the plan has exporters do: a vault's key admits them by name, and
 * is there before them.
 *
 * @param places - by name
 */
export function archiveUsers(
  { offsiteExport, pbs, vault }: ExportedBetween,
  places: Named<{ readonly server?: string | undefined }>,
  instructions: readonly ExportInstruction[],
): ArchiveUsers {
  const exports_ = instructions.map(({ from, place }) => ({
    source: serverName(pbs, entry(places, from).server),
    target: serverName(vault, entry(places, place).server),
  }));
  return (name) =>
    Object.entries(offsiteExport)
      .filter(([, declared]) => {
        const own = serverName(pbs, declared.pbs);
        return exports_.some(({ source, target }) => source === own && target === name);
      })
      .map(([exporter]) => archiveUserName(name, exporter));
}

/** What is declared of database servers, which bring what they have to the vault themselves. */
export interface DatabaseServers {
  readonly postgres: Named<{ readonly guest: string }>;
  readonly databases: Named<{ readonly guest?: string | undefined }>;
  readonly vault: Named<unknown>;
}

/**
 * The same, of the PostgreSQL servers: each is called as its server.
 *
 * @param places - by name
 */
export function databaseArchiveUsers(
  { postgres, databases, vault }: DatabaseServers,
  places: Named<{ readonly server?: string | undefined }>,
  instructions: readonly ExportInstruction[],
): ArchiveUsers {
  const exports_ = instructions.flatMap(({ items, place }) => {
    const target = serverName(vault, entry(places, place).server);
    return items.map((item) => ({ guest: entry(databases, item).guest, target }));
  });
  return (name) =>
    Object.entries(postgres)
      .filter(([, { guest }]) => exports_.some((one) => one.guest === guest && one.target === name))
      .map(([server]) => archiveUserName(name, server));
}

/** Those of all that bring something. */
export function allArchiveUsers(...those: readonly ArchiveUsers[]): ArchiveUsers {
  return (name) => [...new Set(those.flatMap((users) => users(name)))];
}
