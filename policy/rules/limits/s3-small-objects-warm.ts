import { isOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";
import {
  type EnabledRule,
  enabledRules,
  type LifecycleResource,
  lifecycleTypes,
} from "../../lifecycle-rule";
import { scopeOf } from "../../lifecycle-scope";

/** Classes that bill 8 KB in STANDARD and 32 KB of their own more for each object (Amazon S3 User Guide, "Transitioning objects"). */
const withOverhead: readonly string[] = ["GLACIER", "DEEP_ARCHIVE"];

/**
 * Small objects cost more archived than where they are: a request for each, 40 KB more, and hours until they can be
 * read. S3 moves none below 128 KB by itself, unless the lifecycle says `varies_by_storage_class` or a rule has a size
 * of its own (Amazon S3 API, TransitionDefaultMinimumObjectSize).
 */
export const s3SmallObjectsWarm = resourceRule({
  name: "s3-small-objects-warm",
  description: "S3 lifecycles leave small objects out of the archive classes.",
  remediation:
    "Take `transitionDefaultMinimumObjectSize` out, or give the rule's filter `objectSizeGreaterThan: 131071` (objects of 128 KiB and more).",
  types: lifecycleTypes,
  judge: (lifecycle, { smallestBytes }: Record<"smallestBytes", number>) =>
    enabledRules(lifecycle).flatMap((one) => {
      const archives = classesOf(one).filter((name) => withOverhead.includes(name));
      return archives.length > 0 && movesFrom(one, lifecycle) < smallestBytes
        ? [violation(one, archives[0]!, smallestBytes)]
        : [];
    }),
});

function classesOf({ rule }: EnabledRule): string[] {
  const moves = [...(rule.transitions ?? []), ...(rule.noncurrentVersionTransitions ?? [])];
  return moves.map(({ storageClass }) => storageClass);
}

/** Bytes of the smallest object that it moves; where nothing is said, S3 sees to it. */
function movesFrom({ rule }: EnabledRule, lifecycle: LifecycleResource): number {
  const { above, below } = scopeOf(rule);
  const isSaid = above >= 0 || below < Infinity;
  return isSaid || movesSmall(lifecycle) ? above + 1 : Infinity;
}

function movesSmall(lifecycle: LifecycleResource): boolean {
  return (
    isOf(lifecycle, s3Types.lifecycle) &&
    lifecycle.props.transitionDefaultMinimumObjectSize === "varies_by_storage_class"
  );
}

function violation({ path }: EnabledRule, archive: string, smallestBytes: number): Violation {
  return {
    problem: `${path} moves objects of less than ${smallestBytes} bytes to ${archive}, where each is billed for 40 KB more and has to be asked for; wanted is a filter by size`,
    fix: `set ${path}.filter.objectSizeGreaterThan to ${smallestBytes - 1}`,
  };
}
