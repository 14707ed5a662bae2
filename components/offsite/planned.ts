import { type ExportInstruction } from "../../model/engines/s3";
import {
  type Link,
  type Place,
  type RetrievalTier,
  type Site,
  type Window,
} from "../../model/estate";
import { nothingLeft } from "../../model/nothing-left";
import { entry } from "../../model/record";
import { payloadMbps } from "../../model/time/link-speed";
import { type ExportWindow } from "./units";

/** What the plan has the export agent do, and what it needs to be told for that. */
export interface PlannedExports {
  readonly site: Pick<Site, "timezone">;
  readonly places: Readonly<Record<string, Place>>;
  readonly windows: Readonly<Record<string, Window>>;
  readonly links: Readonly<Record<string, Link>>;
  readonly guests: Readonly<Record<string, { readonly vmid: number }>>;
  readonly instructions: readonly ExportInstruction[];
}

/** One job of the export agent, in the terms of the plan. */
export interface PlannedExport {
  readonly job: string;
  /** The place of Proxmox Backup Server that the images come from; exports of all its jobs lie below its name. */
  readonly from: string;
  readonly datastore: string;
  readonly namespace?: string;
  /** The vault; left out where there is one alone. */
  readonly vault?: string;
  /** The store in the vault. */
  readonly store: string;
  readonly storageClass: string;
  readonly restoreTier: "Expedited" | "Standard" | "Bulk";
  readonly guests: readonly { readonly name: string; readonly vmid: number }[];
  readonly schedule: string;
  readonly window: ExportWindow;
  /** What the plan counts on, and no more, of the link. */
  readonly uploadMbps: number;
}

/** As S3 writes the tiers of a retrieval. */
const tiers: Readonly<Record<RetrievalTier, PlannedExport["restoreTier"]>> = {
  expedited: "Expedited",
  standard: "Standard",
  bulk: "Bulk",
};

/** The plan's jobs that bring images from Proxmox Backup Server to S3, each in the terms of the export agent. */
export function plannedExports(plan: PlannedExports): PlannedExport[] {
  return plan.instructions.map((instruction) => plannedExport(plan, instruction));
}

function plannedExport(
  { site, places, windows, links, guests }: PlannedExports,
  { job, from, place, items, schedule, window, ...rest }: ExportInstruction,
): PlannedExport {
  nothingLeft(rest);
  const [source, target] = [entry(places, from), entry(places, place)];
  const { days, from: opens, hours } = entry(windows, window);
  const link = entry(links, target.link);
  return {
    job,
    from,
    datastore: source.store,
    ...(source.namespace === undefined ? {} : { namespace: source.namespace }),
    ...(target.server === undefined ? {} : { vault: target.server }),
    store: target.store,
    storageClass: target.storageClass ?? "STANDARD",
    restoreTier: tiers[target.retrieval ?? "standard"],
    guests: items.map((name) => ({ name, vmid: entry(guests, name).vmid })),
    schedule,
    window: { days, from: opens, minutes: Math.round(hours * 60), timezone: site.timezone },
    uploadMbps: payloadMbps(link, link.uploadMbps),
  };
}
