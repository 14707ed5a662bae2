import { type ExportInstruction } from "../../model/engines/s3";
import { entry, mapRecord, merged, type Named } from "../../model/record";
import { type PbsServer } from "../pbs/server";
import { type Host } from "../remote/host";
import { serverName, toldBy } from "../told-by";
import { OffsiteExporter, type OffsiteExporterArgs } from "./exporter";

/** What a stack declares of its exporters, and of the clusters whose backups they bring. */
export interface OffsiteExportersArgs {
  readonly offsiteExport: Named<{
    readonly host: string;
    /** Name of the backup server. Default: the only one. */
    readonly pbs?: string;
    readonly username: string;
  }>;
  readonly pve: Named<{ readonly storages: OffsiteExporterArgs["storages"] }>;
}

/** What several exporters have in common. */
type Surroundings = Pick<
  OffsiteExporterArgs,
  "site" | "places" | "windows" | "links" | "guests" | "vaults" | "keys"
> & { readonly hosts: Named<Host>; readonly backupServers: Named<PbsServer> };

/**
 * Defines the exporters, by name.
 *
 * @throws Error for an export that no exporter would make
 */
export function defineOffsiteExporters(
  { offsiteExport, pve }: OffsiteExportersArgs,
  instructions: readonly ExportInstruction[],
  { hosts, backupServers, ...surroundings }: Surroundings,
): Record<string, OffsiteExporter> {
  const { places } = surroundings;
  // An exporter answers to the name of the server whose images it brings.
  const exporters = Object.fromEntries(
    Object.entries(offsiteExport).map(([name, { pbs }]) => [serverName(backupServers, pbs), name]),
  );
  const told = toldBy(
    exporters,
    instructions.map((export_) => ({ export_, server: entry(places, export_.from).server })),
  );
  return mapRecord(offsiteExport, ({ host, pbs, username }, name) => {
    const server = serverName(backupServers, pbs);
    return new OffsiteExporter(name, {
      ...surroundings,
      username,
      host: entry(hosts, host),
      pbs: entry(backupServers, server),
      storages: merged(pve, ({ storages }) => storages),
      instructions: told(server).map(({ export_ }) => export_),
    });
  });
}
