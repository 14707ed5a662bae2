import { type WantedRetention } from "../estate";
import { daysAlone, daysAndCounts, daysOf } from "./demand";
import { History } from "./history";
import { day } from "./period";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { s3VersionsRule } from "./s3-lifecycle";
import { settle } from "./settle";

/** What the lifecycle of a bucket on MinIO is told. */
export interface MinioSettings {
  /** Days that a version stays after another took its place. */
  readonly noncurrentDays: number;
}

/** Any day does where all that counts is the distance between a change and its removal. */
const anyDay = Date.UTC(2020, 0, 1, 12);

/** A day that is long enough for whatever can be wanted of a bucket's versions. */
const changes = Array.from({ length: 20 * 366 }, (_, at) => anyDay + at * day);

/**
 * Days that MinIO keeps replaced and deleted versions of a bucket, by a lifecycle that it shares with S3. Nothing
 * that was in the bucket within them is lost, whenever objects change. No count is certain, because nobody knows when they do: of an object
 * that changes a hundred times on one day there are a hundred versions of that day, and days later none but the newest.
 * One change a day is assumed to say how many restore points there are.
 *
 * Source: MinIO's documentation, "Object Lifecycle Management"; its dates are those of S3.
 */
export function proveMinio(given: RetentionCase): ProvenRetention<"minio"> | Unprovable {
  const { wanted, leastDays = 1 } = given;
  if (daysAndCounts(wanted).counts.length > 0) return uncountable(wanted);
  const backups = given.backups.length > 0 ? given.backups : changes;
  const history = new History({ ...given, backups });
  const least = Math.max(leastDays, wanted.days);
  return settle(history, wanted, daysAlone(wanted), {
    engine: "minio",
    least,
    guess: least,
    rule: (noncurrentDays) => s3VersionsRule(history, { noncurrentDays }),
    label: (days) => `keep replaced versions for ${days} days`,
    settings: (noncurrentDays) => ({ noncurrentDays }),
  });
}

function uncountable(wanted: WantedRetention): Unprovable {
  const counts = daysAndCounts(wanted).counts.map(({ kind, count }) => `${count} ${kind}`);
  return {
    wanted,
    unprovable:
      `no number of days holds ${counts.join(" and ")} versions for certain: nobody knows when objects change, ` +
      "and the lifecycle keeps what is replaced by its days alone",
    fix: `ask for days alone: \`retention: { days: ${daysOf(wanted, 0)} }\` goes back as far`,
  };
}
