import type { Properties } from "../protocol/resource-type";

/** A value that moto takes and does not give back, found by writing it and reading it again (moto 5.2.1 and 5.2.5). */
export interface MotoGap {
  /**
   * Where the value sits. `rules[id]` pairs the elements of two lists by their `id`, `rules[]` by position.
   */
  readonly path: string;
  /** What moto does with it. */
  readonly reason: string;
  /** moto answers something, but not what was written; the written value wins. Default: false. */
  readonly wrong?: boolean;
}

/**
 * Every value that a read takes from the state instead of the server, and why. A change made by hand to one
 * of these cannot be seen in the sandbox; it is seen on AWS.
 */
export const motoGaps: Readonly<Record<string, readonly MotoGap[]>> = {
  "aws:kms/key:Key": [
    { path: "rotationPeriodInDays", reason: "the period of EnableKeyRotation is not stored" },
  ],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [
    {
      path: "transitionDefaultMinimumObjectSize",
      reason: "always answers all_storage_classes_128K",
      wrong: true,
    },
    { path: "rules[id].filter.objectSizeGreaterThan", reason: "sizes of a filter are dropped" },
    { path: "rules[id].filter.objectSizeLessThan", reason: "sizes of a filter are dropped" },
    { path: "rules[id].filter.and.objectSizeGreaterThan", reason: "sizes of a filter are dropped" },
    { path: "rules[id].filter.and.objectSizeLessThan", reason: "sizes of a filter are dropped" },
    {
      path: "rules[id].noncurrentVersionExpiration.newerNoncurrentVersions",
      reason: "only the days of the expiration are stored",
    },
  ],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    { path: "rules[].blockedEncryptionTypes", reason: "the element is not parsed" },
  ],
};

type Step = { readonly name: string; readonly pairedBy?: string };

const steps = (path: string): Step[] =>
  path.split(".").map((part) => {
    const [, name = part, pairedBy] = /^(\w+)\[(\w*)\]$/.exec(part) ?? [];
    return pairedBy === undefined ? { name } : { name, pairedBy };
  });

const asObject = (value: unknown): Properties => (value ?? {}) as Properties;
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

type Choice = (observed: unknown, known: unknown) => unknown;
const answerFirst: Choice = (observed, known) => observed ?? known;
const knownFirst: Choice = (observed, known) => known ?? observed;

/** `observed` with the one value at `path` from `known`, where the server's answer does not have it. */
function carry(
  observed: unknown,
  known: unknown,
  [step, ...rest]: readonly Step[],
  choose: Choice,
): unknown {
  if (!step) return choose(observed, known);
  const [into, from] = [asObject(observed), asObject(known)];
  const { name, pairedBy } = step;
  if (pairedBy === undefined) {
    const value = carry(into[name], from[name], rest, choose);
    return value === undefined ? observed : { ...into, [name]: value };
  }
  const partner = (element: unknown, at: number) =>
    asList(from[name]).find((other, place) =>
      pairedBy === "" ? place === at : asObject(other)[pairedBy] === asObject(element)[pairedBy],
    );
  const list = asList(into[name]).map((element, at) =>
    carry(element, partner(element, at), rest, choose),
  );
  return list.length === 0 ? observed : { ...into, [name]: list };
}

/**
 * What AWS would have answered, as far as the state can tell.
 *
 * @param token - the resource type
 * @param observed - the server's answer
 * @param known - what was written last: the inputs after a write, the state's outputs on a read
 */
export function closeMotoGaps(token: string, observed: Properties, known: Properties): Properties {
  return (motoGaps[token] ?? []).reduce(
    (answer, { path, wrong }) =>
      carry(answer, known, steps(path), wrong ? knownFirst : answerFirst) as Properties,
    observed,
  );
}
