import { type ExportInstruction } from "../../model/engines/s3";
import { entry, type Named } from "../../model/record";
import { archiveUserName } from "../../model/vault-names";
import { serverName } from "../told-by";

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
): (vault: string) => readonly string[] {
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
