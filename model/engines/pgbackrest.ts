import { always } from "../consistency";
import { provePgBackRest } from "../retention/pgbackrest-time";
import { chainAndLog, keptAgain } from "../size/layout";
import { type EngineModel, scheduled } from "./engine";
import { isPostgreSql } from "./postgresql";

/**
 * Seconds after which a segment of the log is archived that is not full yet: `archive_timeout` of every server (PostgreSQL
 * documentation, "Write Ahead Log"). It is what may be lost, so the plan counts with it and the servers are told it.
 */
export const archiveTimeoutSeconds = 300;

/** pgBackRest. Its backups have times; the log is archived all the time, whatever they are. */
export const pgbackrest: EngineModel<"pgbackrest"> = {
  product: "pgBackRest",
  takes: { database: isPostgreSql },
  consistency: {
    database: always("application", "the log is replayed to the end of a transaction"),
  },
  takesFrom: {},
  maker: "stack",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  // The backups of a stanza in a repository are one list, which `expire` cuts (pgBackRest, `src/command/expire/expire.c`).
  mergesHistories: true,
  prove: provePgBackRest,
  // A second backup of a stanza fails while one is running (pgBackRest, configuration reference, "lock-path").
  exclusive: ({ place: { store, namespace } }) => [
    `stanza ${namespace === undefined ? store : `${store}/${namespace}`}`,
  ],
  // What expires is deleted, and the bucket keeps that for as long as backups are kept (components/postgres/servers.ts).
  storage: { layout: keptAgain(chainAndLog), reduces: true },
  // Planned with the full that it makes every week.
  traffic: { reads: "everything", sends: "everything" },
  lag: {
    minutes: archiveTimeoutSeconds / 60,
    why: "until the log is archived (archive_timeout)",
    always: true,
  },
};

/** What pgBackRest is told of the databases of a class. It takes whole servers: each of them that has one of these. */
export interface DatabaseInstruction {
  readonly job: string;
  readonly class: string;
  readonly place: string;
  /** Names of the databases in the estate. */
  readonly items: readonly string[];
  /** When a backup is made, a calendar event; the first of each ISO week is a full one. */
  readonly schedule: string;
  /** `repo-retention-full`, days. */
  readonly retentionFull: number;
}
