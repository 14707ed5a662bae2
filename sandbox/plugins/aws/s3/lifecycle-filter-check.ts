import type { CheckFailure } from "../../protocol/resource-type";
import { atMostOne, faultIf, wholeNumber } from "../faults";
import type { Filter, LifecycleRule, Predicates } from "./lifecycle-rule";

const kinds = ["and", "objectSizeGreaterThan", "objectSizeLessThan", "prefix", "tag"];

function checkSizes(
  { objectSizeGreaterThan: more, objectSizeLessThan: less }: Predicates,
  at: string,
): CheckFailure[] {
  return [
    ...wholeNumber(`${at}.objectSizeGreaterThan`, more, 0),
    ...wholeNumber(`${at}.objectSizeLessThan`, less, 1),
    ...faultIf(
      more !== undefined && less !== undefined && less <= more,
      `${at}.objectSizeLessThan`,
      `got ${less}; allowed: more than objectSizeGreaterThan, which is ${more}`,
    ),
  ];
}

function checkAnd(and: Predicates, at: string): CheckFailure[] {
  const { tags = {}, ...others } = and;
  const count = Object.values(others).filter((value) => value !== undefined).length;
  const predicates = count + Object.keys(tags).length;
  return [
    ...faultIf(
      predicates < 2,
      at,
      `got ${predicates} predicates; allowed: two or more, and without "and" for a single one`,
    ),
    ...checkSizes(and, at),
  ];
}

/** Unfinished uploads and delete markers carry no tags. */
function checkReach(rule: LifecycleRule, filter: Filter, at: string): CheckFailure[] {
  const tagged = filter.tag !== undefined || Object.keys(filter.and?.tags ?? {}).length > 0;
  return [
    ...faultIf(
      tagged && rule.abortIncompleteMultipartUpload !== undefined,
      `${at}.abortIncompleteMultipartUpload`,
      "got it in a rule with a tag filter; put it into a rule without tags",
    ),
    ...faultIf(
      tagged && rule.expiration?.expiredObjectDeleteMarker === true,
      `${at}.expiration.expiredObjectDeleteMarker`,
      "got it in a rule with a tag filter; put it into a rule without tags",
    ),
  ];
}

/** What S3 refuses in the filter of a rule (Amazon S3 API, LifecycleRuleFilter and LifecycleRuleAndOperator). */
export function checkFilter(rule: LifecycleRule, at: string): CheckFailure[] {
  const filter = rule.filter ?? {};
  const place = `${at}.filter`;
  return [
    ...atMostOne(at, rule, ["filter", "prefix"]),
    ...atMostOne(place, filter, kinds),
    ...checkSizes(filter, place),
    ...(filter.and ? checkAnd(filter.and, `${place}.and`) : []),
    ...checkReach(rule, filter, at),
  ];
}
