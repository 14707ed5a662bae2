import { always } from "../consistency";
import { type Estate } from "../estate";
import { provePgBackRest } from "../retention/pgbackrest-time";
import { chainAndLog } from "../size/layout";
import { optionalEntry } from "../record";
import { type EngineModel, type Misfit, scheduled } from "./engine";

/** pgBackRest. Its backups have times; the log is archived all the time, whatever they are. */
export const pgbackrest: EngineModel<"pgbackrest"> = {
  product: "pgBackRest",
  takes: { database: isPostgreSql },
  consistency: {
    database: always("application", "the log is replayed to the end of a transaction"),
  },
  takesFrom: {},
  maker: "nobody",
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
  storage: { layout: chainAndLog, reduces: true },
  // Planned with the full that it makes every week.
  traffic: { reads: "everything", sends: "everything" },
  // A segment of the log is archived when it is full, or after `archive_timeout`, which the lab sets to 300 seconds
  // (PostgreSQL documentation, "Write Ahead Log").
  lag: { minutes: 5, why: "until the log is archived (archive_timeout)", always: true },
};

function isPostgreSql({ databases }: Estate, item: string): Misfit | undefined {
  const product = optionalEntry(databases, item)?.product;
  if (product === "postgresql") return undefined;
  return { got: `${item} is a database of ${product}`, allowed: "postgresql" };
}
