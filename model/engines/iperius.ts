import { always } from "../consistency";
import { type WantedRetention } from "../estate";
import { type RetentionCase, type Unprovable } from "../retention/proven-retention";
import { fulls } from "../size/layout";
import { anyItem, type EngineModel, scheduled } from "./engine";

/** Iperius Backup. No way to configure its jobs is documented: an operator makes them, the stack watches them. */
export const iperius: EngineModel<"iperius"> = {
  product: "Iperius",
  takes: { database: anyItem },
  consistency: { database: always("application", "a dump is the database at one moment") },
  takesFrom: {},
  maker: "operator",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud", "tape"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  // An operator makes its jobs, and nothing is proved of them.
  mergesHistories: false,
  prove: unknownRetention,
  storage: { layout: fulls, reduces: true },
  traffic: { reads: "everything", sends: "everything" },
};

/** Nobody documents which copies Iperius removes and when, and its jobs cannot be declared. */
function unknownRetention({ wanted }: RetentionCase): Unprovable {
  return {
    wanted,
    unprovable: "nothing is known for certain of which copies Iperius removes, and when",
    fix: "set the retention in Iperius by hand, and keep the same data with an engine whose retention is known",
  };
}

/** A job that an operator has to make. */
export interface OperatorInstruction {
  readonly job: string;
  readonly class: string;
  readonly place: string;
  readonly items: readonly string[];
  /** Calendar event, time of the site. */
  readonly schedule: string;
  readonly wanted: WantedRetention;
}
