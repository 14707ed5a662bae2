import { billedDays } from "../../../model/billed-days";
import { resourceRule, type Violation } from "../../rule";
import {
  type EnabledRule,
  endingOf,
  enabledRules,
  lifecycleTypes,
  type Move,
  movesOf,
  noncurrentDays,
  noncurrentMovesOf,
} from "../../lifecycle-rule";
import { meet, scopeOf } from "../../lifecycle-scope";

/** What becomes of objects so many days after they were made, or after they were replaced. */
interface Step {
  readonly path: string;
  /** `undefined`: on a date, whatever their age. */
  readonly days: number | undefined;
}

/** Steps of versions while they are current or once they are not: their days are counted each from its own beginning. */
interface Life {
  readonly moves: (one: EnabledRule) => Move[];
  readonly ends: (one: EnabledRule) => Step[];
}

/** Days that a class bills are not thrown away: what goes before is paid for all the same, and the copy is gone. */
export const s3ArchiveBilledDays = resourceRule({
  name: "s3-archive-billed-days",
  description:
    "S3 lifecycles keep what they move to a storage class as long as that class bills at least.",
  remediation:
    "Expire objects no sooner than the days of their transition and the least billed days of the class together: 90 of GLACIER and GLACIER_IR, 180 of DEEP_ARCHIVE, 30 of STANDARD_IA and ONEZONE_IA.",
  types: lifecycleTypes,
  judge: (lifecycle) => {
    const rules = enabledRules(lifecycle);
    return [current, noncurrent].flatMap((life) =>
      rules.flatMap((rule) => life.moves(rule).flatMap((move) => wasteOf(move, rule, rules, life))),
    );
  },
});

const current: Life = {
  moves: ({ path, rule }) => below(path, movesOf(rule)),
  ends: ({ path, rule }) => {
    const ending = endingOf(rule);
    if (ending === undefined) return [];
    return "date" in ending
      ? [{ path: `${path}.expiration.date`, days: undefined }]
      : [{ path: `${path}.expiration.days`, days: ending.days }];
  },
};

const noncurrent: Life = {
  moves: ({ path, rule }) => below(path, noncurrentMovesOf(rule)),
  ends: ({ path, rule }) => {
    const days = noncurrentDays(rule);
    return days === undefined
      ? []
      : [{ path: `${path}.noncurrentVersionExpiration.noncurrentDays`, days }];
  },
};

const below = (path: string, moves: readonly Move[]) =>
  moves.map((move) => ({ ...move, path: `${path}.${move.path}` }));

/** Of a move, the earliest step of whatever rule that takes some of its objects out of the class too soon. */
function wasteOf(
  move: Move,
  { rule }: EnabledRule,
  rules: readonly EnabledRule[],
  { moves, ends }: Life,
): Violation[] {
  const billed = billedDays[move.storageClass] ?? 0;
  if (billed === 0) return [];
  const wanted = move.days + billed;
  const scope = scopeOf(rule);
  const [first] = rules
    .filter((other) => meet(scope, scopeOf(other.rule)))
    .flatMap((other) => [...ends(other), ...moves(other)])
    .filter((step) => isWithin(step, move.days, wanted))
    .sort((one, other) => (one.days ?? 0) - (other.days ?? 0));
  if (first === undefined) return [];
  const when = first.days === undefined ? "on a date, whatever their age" : `on day ${first.days}`;
  return [
    {
      problem: `${move.path} moves objects to ${move.storageClass} on day ${move.days}, which bills ${billed} days at least, and ${first.path} takes them out ${when}; wanted is day ${wanted} or later`,
      fix: `let ${first.path} wait until day ${wanted}, or take ${move.path} out`,
    },
  ];
}

/** What goes on the day of a move or before does not move: S3 prefers to delete (Amazon S3 User Guide, conflicting lifecycle actions). */
function isWithin({ days }: Step, from: number, until: number): boolean {
  return days === undefined || (days > from && days < until);
}
