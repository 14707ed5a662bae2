import { copiesOf, daysAndCounts } from "./demand";
import { History } from "./history";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { oldestFirst, type Rule } from "./rule";
import { settle } from "./settle";

/** How many of the newest snapshots stay. */
export interface NewestCopies {
  readonly retain: number;
}

/**
 * The newest so many copies, counted after each is made: how RKE2 prunes etcd's snapshots on each node, and how the
 * estate prunes snapshots of volumes, which Kubernetes itself never does.
 *
 * Source: RKE2's documentation, "Backup and Restore", `etcd-snapshot-retention`.
 */
export function newestCopiesRule(history: History, retain: number): Rule {
  return oldestFirst({
    runs: history.events,
    reach: (retain + 1) * history.widestGap,
    gone: (held) => (held.length > retain ? held.length - retain : 0),
  });
}

/** The number of snapshots that keeps what is wanted. */
export function proveKubernetes(given: RetentionCase): ProvenRetention<"kubernetes"> | Unprovable {
  const { wanted } = given;
  const history = new History(given);
  const copies = copiesOf(wanted, history.widestGap);
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "kubernetes",
    least: Math.max(1, wanted.last ?? 0),
    guess: copies,
    copies,
    rule: (retain) => newestCopiesRule(history, retain),
    label: (retain) => `retain ${retain} snapshots`,
    settings: (retain) => ({ retain }),
  });
}
