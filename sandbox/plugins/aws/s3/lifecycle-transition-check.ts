import type { CheckFailure } from "../../protocol/resource-type";
import { faultIf, oneOf, wholeNumber } from "../faults";

interface Move {
  readonly days: number;
  readonly storageClass: string;
}

/** The moves of a rule that count in days, and what ends the object. */
export interface Moves {
  /** The list's place. */
  readonly at: string;
  /** The name of the days' property. */
  readonly daysName: string;
  readonly moves: readonly Move[];
  readonly end: { readonly property: string; readonly days: number | undefined };
}

/**
 * The storage classes as objects can fall through them, with the earliest day for each and how long S3
 * insists on keeping an object there before the next move (Amazon S3 User Guide, "Transitioning objects
 * using Amazon S3 Lifecycle", "General considerations for transitions").
 */
const waterfall: Readonly<Record<string, { readonly earliest: number; readonly stay: number }>> = {
  STANDARD_IA: { earliest: 30, stay: 30 },
  INTELLIGENT_TIERING: { earliest: 0, stay: 0 },
  ONEZONE_IA: { earliest: 30, stay: 30 },
  GLACIER_IR: { earliest: 0, stay: 0 },
  GLACIER: { earliest: 0, stay: 0 },
  DEEP_ARCHIVE: { earliest: 0, stay: 0 },
};

const classes = Object.keys(waterfall);

function checkMove(move: Move, index: number, { at, daysName, moves, end }: Moves): CheckFailure[] {
  const { days, storageClass } = move;
  const place = `${at}[${index}]`;
  const property = `${place}.${daysName}`;
  const twin = moves.findIndex((other) => other.storageClass === storageClass);
  const above = moves.filter(
    (other) => classes.indexOf(other.storageClass) < classes.indexOf(storageClass),
  );
  return [
    ...oneOf(`${place}.storageClass`, storageClass, classes),
    ...wholeNumber(property, days, waterfall[storageClass]?.earliest ?? 0),
    ...faultIf(
      twin < index,
      `${place}.storageClass`,
      `got ${storageClass} a second time; allowed: each class once a rule`,
    ),
    ...above.flatMap((other) => {
      const least = other.days + Math.max(1, waterfall[other.storageClass]?.stay ?? 0);
      return faultIf(
        days < least,
        property,
        `got ${days} for ${storageClass}; allowed: at least ${least}, for the rule moves objects to ${other.storageClass} on day ${other.days}`,
      );
    }),
    ...faultIf(
      end.days !== undefined && end.days <= days,
      end.property,
      `got ${end.days}; allowed: more than ${days}, the day of the transition to ${storageClass}`,
    ),
  ];
}

/** Which moves S3 refuses: classes twice, against the waterfall, too early, or after the object's end. */
export function checkMoves(all: Moves): CheckFailure[] {
  return all.moves.flatMap((move, index) => checkMove(move, index, all));
}
