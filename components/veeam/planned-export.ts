import { type VeeamExportInstruction } from "../../model/engines/veeam-export";
import { type FileServer, type Link, type Place, type Site, type Window } from "../../model/estate";
import { nothingLeft } from "../../model/nothing-left";
import { entry, type Named } from "../../model/record";
import { payloadMbps } from "../../model/time/link-speed";
import { archiveUserName } from "../../model/vault-names";
import { serverName } from "../told-by";
import { type VeeamExportDeclaration } from "./offsite-export";

/** What the plan has Veeam servers bring to vaults, and what they need to be told for that. */
export interface PlannedVeeamExports {
  readonly site: Pick<Site, "timezone">;
  readonly places: Named<Place>;
  readonly windows: Named<Window>;
  readonly links: Named<Link>;
  readonly fileServers: Named<FileServer>;
}

/** One job of the export agent, in the terms of the plan. */
export interface PlannedVeeamExport extends Omit<
  VeeamExportDeclaration,
  "bucket" | "prefix" | "keptDays" | "region" | "endpoint" | "encryptionKey"
> {
  readonly job: string;
  /** The place that the backups come from; exports of all its jobs lie below its name. */
  readonly from: string;
  /** The vault; left out where there is one alone. */
  readonly vault?: string | undefined;
  /** The store in the vault. */
  readonly store: string;
}

/** An instruction of the plan in the terms of the export agent. */
export function plannedVeeamExport(
  { site, places, windows, links, fileServers }: PlannedVeeamExports,
  instruction: VeeamExportInstruction,
): PlannedVeeamExport {
  const { job, source, from, place, items, schedule, window, ...rest } = instruction;
  nothingLeft(rest);
  const [here, target] = [entry(places, from), entry(places, place)];
  const { days, from: opens, hours } = entry(windows, window);
  const link = entry(links, target.link);
  return {
    ...{ job, source, from, schedule },
    repository: here.store,
    encrypted: here.encryption === "aes-256",
    vault: target.server,
    store: target.store,
    storageClass: target.storageClass ?? "STANDARD",
    restoreTier: target.retrieval ?? "standard",
    items: items.map((name) => ({ name, computers: namesOf(fileServers, name) })),
    window: { days, from: opens, minutes: Math.round(hours * 60), timezone: site.timezone },
    uploadMbps: payloadMbps(link, link.uploadMbps),
  };
}

/** Names under which Veeam may list a file server: its own, and its machine's. */
export function namesOf(fileServers: Named<FileServer>, item: string): string[] {
  const { guest } = entry(fileServers, item);
  return guest === undefined ? [item] : [item, guest];
}

/**
 * Names of the users of IAM with which Veeam servers bring backups to each vault: each is called as its server.
 *
 * @param places - by name
 */
export function veeamArchiveUsers(
  { veeam, vault }: { readonly veeam: Named<unknown>; readonly vault: Named<unknown> },
  places: Named<{ readonly server?: string | undefined }>,
  instructions: readonly VeeamExportInstruction[],
): (vault: string) => readonly string[] {
  const users = instructions.map(({ from, place }) => ({
    server: serverName(veeam, entry(places, from).server),
    target: serverName(vault, entry(places, place).server),
  }));
  return (name) => [
    ...new Set(
      users
        .filter(({ target }) => target === name)
        .map(({ server }) => archiveUserName(name, server)),
    ),
  ];
}
