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

/** What the plan says of where exports go to, and when. */
export interface PlanOfExports {
  readonly site: Pick<Site, "timezone">;
  readonly places: Readonly<Record<string, Place>>;
  readonly windows: Readonly<Record<string, Window>>;
  readonly links: Readonly<Record<string, Link>>;
}

/** The same, with what the export agent is to do with images. */
export interface PlannedExports extends PlanOfExports {
  readonly guests: Readonly<Record<string, { readonly vmid: number }>>;
  readonly instructions: readonly ExportInstruction[];
}

/** One job of the export agent, in the terms of the plan. */
export interface PlannedTarget {
  readonly job: string;
  /** The place that the copies come from; exports of all its jobs lie below its name. */
  readonly from: string;
  /** The vault; left out where there is one alone. */
  readonly vault?: string;
  /** The store in the vault. */
  readonly store: string;
  readonly storageClass: string;
  readonly restoreTier: "Expedited" | "Standard" | "Bulk";
  readonly schedule: string;
  readonly window: ExportWindow;
  /** What the plan counts on, and no more, of the link. */
  readonly uploadMbps: number;
}

/** The same, of images. */
export interface PlannedExport extends PlannedTarget {
  readonly datastore: string;
  readonly namespace?: string;
  readonly guests: readonly { readonly name: string; readonly vmid: number }[];
}

/** As S3 writes the tiers of a retrieval. */
const tiers: Readonly<Record<RetrievalTier, PlannedTarget["restoreTier"]>> = {
  expedited: "Expedited",
  standard: "Standard",
  bulk: "Bulk",
};

/** The plan's jobs that bring images from Proxmox Backup Server to S3, each in the terms of the export agent. */
export function plannedExports(plan: PlannedExports): PlannedExport[] {
  return plan.instructions.map((instruction) => plannedExport(plan, instruction));
}

function plannedExport(plan: PlannedExports, instruction: ExportInstruction): PlannedExport {
  const { from, items } = instruction;
  const source = entry(plan.places, from);
  return {
    ...plannedTarget(plan, instruction),
    datastore: source.store,
    ...(source.namespace === undefined ? {} : { namespace: source.namespace }),
    guests: items.map((name) => ({ name, vmid: entry(plan.guests, name).vmid })),
  };
}

/** A job of the plan, whatever it brings, in the terms of the export agent. */
export function plannedTarget(
  { site, places, windows, links }: PlanOfExports,
  { job, from, place, items: _, schedule, window, ...rest }: ExportInstruction,
): PlannedTarget {
  nothingLeft(rest);
  const target = entry(places, place);
  const { days, from: opens, hours } = entry(windows, window);
  const link = entry(links, target.link);
  return {
    job,
    from,
    ...(target.server === undefined ? {} : { vault: target.server }),
    store: target.store,
    storageClass: target.storageClass ?? "STANDARD",
    restoreTier: tiers[target.retrieval ?? "standard"],
    schedule,
    window: { days, from: opens, minutes: Math.round(hours * 60), timezone: site.timezone },
    uploadMbps: payloadMbps(link, link.uploadMbps),
  };
}
