import { always } from "../consistency";
import { proveForget } from "../retention/restic-forget";
import { fulls, keptAgain } from "../size/layout";
import { type EngineModel, scheduled } from "./engine";
import { isPostgreSql } from "./postgresql";

/** Logical dumps of PostgreSQL: `pg_dump` of each database, in a restic repository for each server. */
export const dump: EngineModel<"dump"> = {
  product: "pg_dump",
  takes: { database: isPostgreSql },
  consistency: { database: always("application", "a dump is the database at one moment") },
  takesFrom: {},
  maker: "stack",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  // The sets of a server are one list, of which `restic forget` chooses.
  mergesHistories: true,
  prove: proveForget,
  // A second dump of a server is refused while one is running.
  exclusive: ({ place: { store } }) => [`dumps ${store}`],
  // What is let go of is deleted, and the bucket keeps that for as long as dumps are kept. What restic finds again of
  // earlier dumps nobody can foretell.
  storage: { layout: keptAgain(fulls), reduces: true },
  traffic: { reads: "everything", sends: "everything" },
};

/** What is dumped of the databases of a class: those of each server as one set. */
export interface DumpInstruction {
  readonly job: string;
  readonly class: string;
  readonly place: string;
  /** Names of the databases in the estate. */
  readonly items: readonly string[];
  /** When a set is made, a calendar event. */
  readonly schedule: string;
  /** Sets: `restic forget --keep-last`. */
  readonly keepLast: number;
  /** Days: `restic forget --keep-within`. */
  readonly keepWithinDays: number;
}
