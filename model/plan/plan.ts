import { type JudgedConsistency } from "../consistency";
import {
  type Engine,
  type Exemption,
  type Place,
  type RetrievalTier,
  type Site,
  type WantedRetention,
} from "../estate";
import { type Finding } from "../finding";
import { type KeptHistory } from "../size/kept-history";
import { type AnyProvenRetention } from "../retention/proven-retention";
import { type Instructions } from "./instructions";

/** What the estate guarantees. Every list is sorted, so that the order in the file never matters. */
export interface Plan {
  /** Left out of a plan that could not be made. */
  readonly site?: Site;
  /** What is protected, then the drives. */
  readonly items: readonly PlannedItem[];
  readonly jobs: readonly PlannedJob[];
  readonly copies: readonly PlannedCopy[];
  readonly objectives: readonly Objective[];
  readonly siteLoss: SiteLoss;
  readonly coverage: readonly ItemCoverage[];
  readonly capacity: readonly StoreCapacity[];
  readonly cost: Cost;
  readonly findings: readonly Finding[];
  /** What the components are told: nothing else of the plan reaches a product. */
  readonly instructions: Instructions;
}

export type ItemKind =
  "guest" | "fileServer" | "database" | "bucket" | "repository" | "claim" | "driveSet";

export interface PlannedItem {
  readonly name: string;
  readonly kind: ItemKind;
  /** Where it is declared: `backup:guests.dc01`. */
  readonly path: string;
  /** The machine that does the reading; left out for what is on none. */
  readonly node?: string;
  readonly classes: readonly string[];
  /** Gigabytes declared. */
  readonly sizeGB: number;
  /** Gigabytes in use. */
  readonly usedGB: number;
  /** Gigabytes that change between two backups a day apart. */
  readonly dailyChangeGB: number;
  /** Whether `usedGB` was measured; otherwise it is an estimate. */
  readonly measured: boolean;
  /** What else is declared of it: who restores it or makes it anew wants to know. */
  readonly declared: object;
}

/** `verify` checks what is new, `verify-all` everything again; `sync` copies from one datastore into another. */
export type JobKind =
  "backup" | "offsite" | "sync" | "prune" | "garbage-collection" | "verify" | "verify-all";

/** The first run of a job, which copies everything. */
export interface FirstRun {
  /**
   * Week of the first round, from 1: a job is switched on when all of the weeks before have made their first runs.
   * `null`: no week has room for it beside the others, whatever the time.
   */
  readonly week: number | null;
  /** Minutes that it takes at most. */
  readonly minutes: number;
  /**
   * When somebody begins it, as a calendar event: by hand, because there is no room for it in its window, or by
   * switching on what never pauses. Left out: it begins as scheduled.
   */
  readonly start?: string;
}

/** Work that runs at certain times. */
export interface PlannedJob {
  /**
   * Unique in the plan, and the name of the object on its server where that has one. People name sync jobs, so
   * `sync:` stands before their names.
   */
  readonly id: string;
  readonly kind: JobKind;
  readonly engine: Engine;
  readonly class?: string;
  /** The place that it fills or looks after; of a sync job into a datastore without places, the datastore. */
  readonly place: string;
  /** The place that holds what it brings offsite; only of jobs of that kind. */
  readonly from?: string;
  /** What a sync job reads and fills: `main`, `main/namespace`, `remote:main`. */
  readonly sync?: { readonly from: string; readonly into: string };
  readonly node?: string;
  /** Names of the items it copies; empty for the care of a store. */
  readonly items: readonly string[];
  readonly window?: string;
  /**
   * When it starts, as a calendar event in the time of the site; `continuous` for what never ends. Of a sync job as
   * declared, of all others as placed.
   */
  readonly schedule: string;
  /** Whether it also takes guests that nobody declared. */
  readonly catchAll?: boolean;
  /** Minutes a run takes once the first is done. */
  readonly durationMinutes: number;
  /** Minutes that it would take alone; only of jobs that share what they need with others. */
  readonly aloneMinutes?: number;
  /** Minutes the first run takes, which copies everything; only of backups. */
  readonly firstRunMinutes?: number;
  /** Where that is longer: when it is made. */
  readonly firstRun?: FirstRun;
  /** What it needs for itself while it runs: `node:…`, `store:…`, `disk:…`, `link:…`. */
  readonly resources: readonly string[];
  /** What it holds while it runs and no other job ever at the same time, because one would wait or fail. */
  readonly exclusive?: readonly string[];
  /** What a prune job keeps. */
  readonly retention?: Retention;
}

/** What an engine is told to keep, why, and what that guarantees; of which engine tells what the settings are. */
export type Retention = AnyProvenRetention | UnprovenRetention;

/** Of an engine whose algorithm is not known, or of wishes that no settings are proved to fulfil: it promises nothing. */
export interface UnprovenRetention {
  readonly engine: Engine;
  readonly wanted: WantedRetention;
  readonly settings?: undefined;
  /** What stands in the way of a proof. */
  readonly reason: string;
  readonly proven: false;
  readonly keepsAtLeastDays: 0;
  readonly oldestAtLeastDays: 0;
  /** Never: nothing is proven. */
  readonly steadyAfterDays: null;
}

/** Who makes copies: this stack, an operator in the product itself, or nobody yet. */
export type Maker = "stack" | "operator" | "nobody";

/**
 * How far a copy is to be relied on: `kept`, or why not. `planned`: nobody makes it yet. `closed`: its store is under
 * maintenance. `overfull`: its store cannot hold what it has to keep. `unproven`: nothing is known of how long it stays.
 */
export type Standing = "kept" | "planned" | "closed" | "overfull" | "unproven";

/** One item's restore points in one place. */
export interface PlannedCopy extends JudgedConsistency {
  readonly item: string;
  readonly class: string;
  readonly place: string;
  readonly engine: Engine;
  /** The job that makes it. */
  readonly job: string;
  readonly schedule: string;
  readonly retention: Retention;
  readonly medium: Place["medium"];
  readonly offsite: boolean;
  readonly encryption: Place["encryption"];
  readonly verified: boolean;
  readonly maker: Maker;
  /** Only a copy that is kept protects anything. A copy offsite stands no better than the one that it is made of. */
  readonly standing: Standing;
  /** Days during which nobody can delete a restore point; left out: somebody can. */
  readonly lockDays?: number;
  /** Restore points once the history is long enough. */
  readonly restorePoints: number;
  /** What takes up space once the history is long enough, hidden restore points included. */
  readonly history: KeptHistory;
  /** Gigabytes all of them take once the history is long enough. */
  readonly storedGB: number;
}

/** A promise about time, and what the estate can keep of it. */
export interface Objective {
  readonly item: string;
  /** `site-…`: from the offsite copy, when the lab is gone. What nobody demands is never unmet. */
  readonly kind: "rpo" | "rto" | "site-rpo" | "site-rto";
  readonly class: string;
  readonly place: string;
  readonly wantedHours?: number;
  readonly hours: number;
  /**
   * `null`: not to be said, because the copy is not kept for certain (`PlannedCopy.standing`) or has no time, or
   * because traffic control may hold it back.
   */
  readonly met: boolean | null;
  /** How the hours add up. */
  readonly reason: string;
  /** Whether a size or speed in it is an assumption. */
  readonly estimated: boolean;
  /** Whether it may take longer, however well sizes and speeds are known: nobody has measured a restore yet. */
  readonly atBest: boolean;
}

/** What is lost with the whole lab. Copies that nobody makes yet save nothing. */
export interface SiteLoss {
  /** Of the items that have a copy offsite the one that loses most, from the best of its copies. */
  readonly worst?: Objective;
  /** Names of those of them none of whose copies offsite is kept for certain (`PlannedCopy.standing`). */
  readonly doubtful: readonly string[];
  /** Names of the items that have none, but for exempt ones: all of them is lost. */
  readonly lost: readonly string[];
}

/** 3-2-1-1-0: copies, media, offsite, immutable or offline, and none unverified. The original counts as a copy. */
export interface ThreeTwoOneOneZero {
  readonly copies: number;
  readonly media: number;
  readonly offsite: number;
  readonly immutable: number;
  readonly unverified: number;
  readonly met: boolean;
  /** What is missing, in words; empty when met. */
  readonly missing: readonly string[];
}

export interface ItemCoverage {
  readonly item: string;
  readonly kind: ItemKind;
  /** `protected`: a copy is kept. Otherwise how the best of its copies stands, if there is one. */
  readonly status: "protected" | Exclude<Standing, "kept"> | "exempt" | "unprotected";
  readonly classes: readonly string[];
  readonly exemption?: Exemption;
  readonly rule: ThreeTwoOneOneZero;
}

/** How a store of a declared capacity fills up, or a disk that several stores lie on. */
export interface StoreCapacity {
  /** `store:pbs/vm-backup`, or `disk:pbs01-nvme`. */
  readonly resource: string;
  /** In words: `vm-backup`, `disk pbs01-nvme (container-backup, vm-backup)`. */
  readonly store: string;
  /** Where the capacity is declared; of several the smallest counts. */
  readonly path: string;
  readonly capacityGB: number;
  /** Once all histories are as long as promised. */
  readonly storedGB: number;
  /** Whether a size in it is an assumption. */
  readonly estimated: boolean;
  /**
   * Classes whose copies may take more, because nothing is proven of how long they are kept, and sync jobs that bring
   * nobody knows how much.
   */
  readonly unproven: readonly string[];
  /** Classes whose copies stay when their source is deleted, so that they take more with every deletion. */
  readonly growing: readonly string[];
  /** From today on, month by month until it grows no more, as if the first backup of everything were made today. */
  readonly months: readonly { readonly date: string; readonly storedGB: number }[];
  /** The first day on which it holds that much of its capacity; left out: never at the planned size. */
  readonly passes: readonly { readonly percent: 75 | 90 | 100; readonly date?: string }[];
}

/** What the copies in S3 cost. */
export interface Cost {
  readonly currency: string;
  /** YYYY-MM-DD of the price list. */
  readonly asOf: string;
  readonly source: string;
  /** Once the history is long enough, per month. */
  readonly monthly: number;
  /** Of that, the keys of the vaults, with two rotations of each that rotates. */
  readonly monthlyKeys: number;
  /** Restoring the newest copy of everything once. */
  readonly firstRestore: number;
  readonly places: readonly PlaceCost[];
}

export interface PlaceCost {
  readonly place: string;
  readonly storedGB: number;
  readonly objects: number;
  readonly monthlyStorage: number;
  readonly monthlyRequests: number;
  readonly retrieval: RetrievalTier;
  readonly firstRestore: number;
}
