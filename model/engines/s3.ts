import { type Engine, type Place, type StorageClass } from "../estate";
import { proveS3, type S3Settings } from "../retention/s3-retention";
import { fulls } from "../size/layout";
import { type EngineModel, scheduled } from "./engine";
import { raisedDays } from "./raised-days";

/** Amazon S3: the vault, which holds copies of what other engines have made. */
export const s3: EngineModel<"s3"> = {
  product: "Amazon S3",
  takes: {},
  // It holds what other engines made.
  consistency: {},
  takesFrom: {
    // The export agent, on the backup server and on the database's own.
    pbs: "stack",
    // The export agent on the Veeam server.
    veeam: "stack",
    iperius: "nobody",
    pgbackrest: "stack",
    dump: "stack",
    minio: "nobody",
    git: "nobody",
    kubernetes: "nobody",
  },
  // So does the export agent. Nobody brings the copies of other engines yet, so nobody knows what their runs will find:
  // they are proved and priced as one each run, and stand as planned. Logs and mirrors that never pause have something
  // new for every run; whoever makes the others says here whether what was brought is brought again.
  bringsNewestOf: ["pbs", "pgbackrest", "dump", "veeam"],
  maker: "nobody",
  frequencies: scheduled,
  media: ["cloud", "object"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: true,
  settingsOf: "store",
  // Objects go by their age alone.
  mergesHistories: false,
  prove: proveS3,
  raisedBy: (wish, { expirationDays }) => raisedDays(wish, expirationDays),
  // The export agent brings one job's copies after another's, whatever link they take.
  exclusive: ({ from }) => (from && exporters[from.engine]?.(from)) ?? [],
  storage: { layout: fulls, reduces: true },
  traffic: { reads: "everything", sends: "everything" },
};

/** Of what a host does at one time alone, by the engine whose copies it brings. */
const exporters: Partial<Record<Engine, (from: Place) => readonly string[]>> = {
  pbs: () => ["export agent"],
  pgbackrest: () => ["export agent of databases"],
  dump: () => ["export agent of databases"],
  veeam: ({ server = "veeam" }) => [`export agent of ${server}`],
};

/** What a bucket of the vault does for its copies. */
export interface ArchiveInstruction {
  /** The vault that it is in; only where there are several. */
  readonly server?: string;
  readonly store: string;
  readonly storageClass: StorageClass;
  readonly encryption: Place["encryption"];
  /** Left out: no copy goes there, so nothing expires and nothing is locked. */
  readonly kept?: S3Settings;
}

/** A job that brings copies of another engine to the vault. */
export interface ExportInstruction {
  readonly job: string;
  /** Name of the place that they come from. */
  readonly from: string;
  /** Name of the place that they go to. */
  readonly place: string;
  /** Names of the items in the estate: guests, databases. */
  readonly items: readonly string[];
  /** Calendar event, time of the site. */
  readonly schedule: string;
  /** Name of the window. */
  readonly window: string;
}
