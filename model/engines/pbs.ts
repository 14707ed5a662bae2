import { type WantedRetention } from "../estate";
import { most } from "../plan/wanted-retention";
import { type PbsKeep } from "../retention/pbs-prune";
import { provePbs } from "../retention/pbs-retention";
import { changes } from "../size/layout";
import { anyItem, type EngineModel, scheduled } from "./engine";
import { imageConsistency } from "./image-consistency";

/** Settings that are counts of what is wanted. */
const settingOf = {
  last: "keepLast",
  daily: "keepDaily",
  weekly: "keepWeekly",
  monthly: "keepMonthly",
  yearly: "keepYearly",
} as const satisfies Readonly<Record<Exclude<keyof WantedRetention, "days">, keyof PbsKeep>>;

const counts = ["last", "daily", "weekly", "monthly", "yearly"] as const;

/**
 * Proxmox Backup Server. The cluster makes the backups, a prune job keeps what is told for one namespace alone, and
 * every storage of the cluster encrypts under a key of ours.
 */
export const pbs: EngineModel<"pbs"> = {
  product: "Proxmox Backup Server",
  takes: { guest: anyItem },
  consistency: { guest: imageConsistency },
  takesFrom: { pbs: "nobody" },
  maker: "stack",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256"],
  readsImages: true,
  locks: false,
  settingsOf: "store",
  // Whatever job backs a guest up, its group is `vm/VMID`, and a prune job thins it as one (Proxmox Backup Server
  // documentation, "Terminology", "Backup Group", and "Maintenance Tasks", "Pruning").
  mergesHistories: true,
  prove: provePbs,
  raisedBy(wish, settings) {
    const { wanted } = wish;
    const kept = counts.flatMap((count) => {
      const value = settings[settingOf[count]];
      return value === undefined ? [] : [[count, value] as const];
    });
    const isMore = kept.some(([count, value]) => value > (wanted[count] ?? 0));
    if (!isMore) return wish;
    return { ...wish, wanted: most(wanted, { ...Object.fromEntries(kept), days: wanted.days }) };
  },
  // One vzdump of a node at a time: the next waits for three hours, then it fails (`lockwait`, Proxmox VE, vzdump(1)).
  exclusive: ({ nodes }) => nodes.map((name) => `vzdump of ${name}`),
  storage: { layout: changes, reduces: true },
  // Changed blocks of a running virtual machine are known from a dirty bitmap, which is lost when the machine stops or
  // migrates, and never of a container (Proxmox VE guide, "Backup and Restore"). Only chunks that the store has not
  // got are sent.
  traffic: { reads: "everything", sends: "changes" },
};

/** A backup job of the cluster. */
export interface ClusterInstruction {
  readonly job: string;
  /** Name of the place that a storage of the cluster leads to. */
  readonly place: string;
  /** Calendar event, time of the site. */
  readonly schedule: string;
  /** Names of the guests. */
  readonly items: readonly string[];
  /** Whether it takes every guest that no other job names. */
  readonly catchAll: boolean;
}

/** How one datastore is looked after. */
export interface DatastoreInstruction {
  /** The server that it is on; only where there are several. */
  readonly server?: string;
  readonly store: string;
  /** When garbage is collected: calendar event, as all schedules here, time of the site. */
  readonly gcSchedule: string;
  /** One for each namespace with backups in it, and for that namespace alone. */
  readonly prunes: readonly PruneInstruction[];
  readonly verifications: readonly VerifyInstruction[];
}

export interface PruneInstruction {
  readonly job: string;
  /** Left out: the root. */
  readonly namespace?: string;
  readonly schedule: string;
  readonly keep: PbsKeep;
}

export interface VerifyInstruction {
  readonly job: string;
  readonly schedule: string;
  readonly verifies: "new" | "all";
}
