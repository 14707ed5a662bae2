import {
  type Link,
  type Place,
  type RetrievalTier,
  type Site,
  type Window,
} from "../../model/estate";
import { type PlannedJob } from "../../model/plan/plan";
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
  readonly jobs: readonly PlannedJob[];
}

/** One job of the export agent, in the terms of the plan. */
export interface PlannedExport {
  readonly job: string;
  /** The place of Proxmox Backup Server that the images come from; exports of all its jobs lie below its name. */
  readonly from: string;
  readonly datastore: string;
  readonly namespace?: string;
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
  return plan.jobs.flatMap((job) => {
    const { from } = job;
    const isExport =
      from !== undefined && job.engine === "s3" && entry(plan.places, from).engine === "pbs";
    return isExport ? [plannedExport(plan, job, from)] : [];
  });
}

function plannedExport(
  { site, places, windows, links, guests }: PlannedExports,
  job: PlannedJob,
  from: string,
): PlannedExport {
  const [source, target] = [entry(places, from), entry(places, job.place)];
  const { days, from: opens, hours } = entry(windows, job.window ?? "");
  const link = entry(links, target.link);
  return {
    job: job.id,
    from,
    datastore: source.store,
    ...(source.namespace === undefined ? {} : { namespace: source.namespace }),
    store: target.store,
    storageClass: target.storageClass ?? "STANDARD",
    restoreTier: tiers[target.retrieval ?? "standard"],
    guests: job.items.map((name) => ({ name, vmid: entry(guests, name).vmid })),
    schedule: job.schedule,
    window: { days, from: opens, minutes: Math.round(hours * 60), timezone: site.timezone },
    uploadMbps: payloadMbps(link, link.uploadMbps),
  };
}
