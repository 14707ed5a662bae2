import { type ConsistencyJudge } from "../consistency";
import { type Engine, type Estate, type Frequency, type Place } from "../estate";
import { type ItemKind, type Maker } from "../plan/plan";
import {
  type ProvenRetention,
  type RetentionCase,
  type Unprovable,
  type Wish,
} from "../retention/proven-retention";
import { type Layout } from "../size/layout";
import { type SettingsOf } from "./settings";

/** Everything that the plan knows of one engine: what it can take and be told, what it keeps, and who makes its copies. */
export interface EngineModel<E extends Engine> {
  /** The product, for people. */
  readonly product: string;
  /** Kinds of items that it can back up, each with what more it asks of one. A kind that is left out it cannot take. */
  readonly takes: Readonly<Partial<Record<ItemKind, Demand>>>;
  /** How consistent its copies are of each kind that it takes. */
  readonly consistency: Readonly<Partial<Record<ItemKind, ConsistencyJudge>>>;
  /** Engines whose copies it can hold offsite, and who brings them there. */
  readonly takesFrom: Readonly<Partial<Record<Engine, Maker>>>;
  /**
   * Those of them of whose copies a run brings but the newest that is verified, and nothing where that was brought
   * before. Of the copies of others each run is taken to bring one, or all that came since. Default: none.
   */
  readonly bringsNewestOf?: readonly Engine[];
  /** Who makes its backups. */
  readonly maker: Maker;
  /** How often its jobs can run. */
  readonly frequencies: readonly Frequency[];
  /** What its stores can lie on: of tape nobody reads a copy without an operator, so no engine that is online does. */
  readonly media: readonly Place["medium"][];
  /** Ways of encryption that it can be told. */
  readonly encryption: readonly Place["encryption"][];
  /** Whether it reads whole disks, of the guests of one node after the other. */
  readonly readsImages: boolean;
  /** Whether it can be told to lock copies. */
  readonly locks: boolean;
  /** What its retention is told to: a part of a store, or each job. */
  readonly settingsOf: "store" | "job";
  /**
   * Whether restore points of one item by several jobs are one history in a part of a store, of which it chooses
   * those that stay: then nothing holds that is proved of one job alone.
   */
  readonly mergesHistories: boolean;
  /** Why nothing reads again what it stores on a medium, whatever is said of its place. Default: the place may. */
  readonly unreadOn?: Readonly<Partial<Record<Place["medium"], string>>>;
  /** Whether what is deleted at its source stays in its store for good, so that nobody knows how full that gets. Default: no. */
  readonly keepsDeleted?: true;
  /** Settings that keep what is wanted, as its own algorithm is simulated. */
  prove(given: RetentionCase): ProvenRetention<E> | Unprovable;
  /**
   * The wish, and at least what these settings say, where several groups share them; the very same if that is no
   * more. Only of engines whose settings belong to a store.
   */
  raisedBy?(wish: Wish, settings: SettingsOf[E]): Wish;
  /** What a job of it has while it runs and no other ever beside it. Left out: nothing, it lets several through at once. */
  readonly exclusive?: (run: RunCase) => readonly string[];
  /** How its restore points lie in a store: the least thrifty form that it documents. */
  readonly storage: Storage;
  readonly traffic: Traffic;
  /** How far copies lag behind that never pause. Left out: it makes none. */
  readonly lag?: Lag;
}

/** What a run of a job goes through. */
export interface RunCase {
  /** Names of the nodes that read; none of what is brought from another place. */
  readonly nodes: readonly string[];
  readonly place: Place;
  readonly from?: Place;
}

/** Why an engine cannot take an item, at one of its places, of a kind that it takes otherwise; `undefined` if it can. */
export type Demand = (estate: Estate, item: string, place: Place) => Misfit | undefined;

/** What stands in the way of one item. */
export interface Misfit {
  readonly got: string;
  readonly allowed: string;
}

/** It takes every item of the kind. */
export const anyItem: Demand = () => undefined;

export interface Storage {
  readonly layout: Layout;
  /** Whether copies are smaller than what they copy; replicas and snapshots in place are not. */
  readonly reduces: boolean;
}

export type Extent = "everything" | "changes";

/** What a run reads and what it sends. Where an engine can track changes but may forget, it reads everything. */
export interface Traffic {
  readonly reads: Extent;
  readonly sends: Extent;
}

export interface Lag {
  readonly minutes: number;
  readonly why: string;
  /** Whether it holds whatever the schedule of the backups, because a log is archived besides. Default: no. */
  readonly always?: boolean;
}

/** What runs at times of its own. */
export const scheduled: readonly Frequency[] = [
  "hourly",
  "six-hourly",
  "daily",
  "weekly",
  "monthly",
];
