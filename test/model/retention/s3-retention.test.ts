import { type StorageClass, type WantedRetention } from "../../../model/estate";
import { History } from "../../../model/retention/history";
import { type RetentionCase } from "../../../model/retention/proven-retention";
import { proveRetention } from "../../../model/engines/engines";
import {
  lifecycleDate,
  type S3Lifecycle,
  s3CopiesRule,
  s3VersionsRule,
} from "../../../model/retention/s3-lifecycle";
import { simulate } from "../../../model/retention/simulation";
import { day, every, utc } from "./support/instants";

const week = 7 * day;
const sunday = utc("2026-01-04 03:00");

function history(backups: readonly number[]) {
  return new History({ backups, prunes: [], zone: "UTC" });
}

/** The copies that a lifecycle run leaves, as days of the month they were made. */
function left(rule: typeof s3CopiesRule, lifecycle: S3Lifecycle, made: string[], now: string) {
  const backups = made.map(utc);
  const held = made.map((_, at) => at);
  return rule(history(backups), lifecycle)
    .kept(held, utc(now))
    .map((at) => made[at]);
}

describe("S3's lifecycle", () => {
  it("rounds up to the next midnight UTC", () => {
    // The examples of the Amazon S3 User Guide.
    expect(lifecycleDate(utc("2014-01-15 10:30"), 3)).toBe(utc("2014-01-19 00:00"));
    expect(lifecycleDate(utc("2014-01-02 11:30"), 5)).toBe(utc("2014-01-08 00:00"));
    expect(lifecycleDate(utc("2014-01-02 00:00"), 5)).toBe(utc("2014-01-07 00:00"));
  });

  it("hides a copy once its days are over, and no sooner", () => {
    const made = ["2026-01-04 03:00", "2026-01-11 03:00"];
    const lifecycle = { expirationDays: 30, noncurrentDays: 1 };
    expect(left(s3CopiesRule, lifecycle, made, "2026-02-03 00:00")).toEqual(made);
    expect(left(s3CopiesRule, lifecycle, made, "2026-02-04 00:00")).toEqual(made.slice(1));
  });

  it("leaves nothing where nobody makes copies any more", () => {
    const made = ["2026-01-04 03:00", "2026-01-11 03:00"];
    const lifecycle = { expirationDays: 30, noncurrentDays: 1 };
    expect(left(s3CopiesRule, lifecycle, made, "2027-01-01 00:00")).toStrictEqual([]);
  });

  it("is played over as many days as it looks back, and the longest that passes between copies", () => {
    const weekly = history(every(week, 1, sunday));
    const copies = s3CopiesRule(weekly, { expirationDays: 30 });
    expect(copies.reach).toBe(31 * day + week);
    const versions = (lifecycle: S3Lifecycle) => s3VersionsRule(weekly, lifecycle).reach;
    expect(versions({ noncurrentDays: 30, newerNoncurrentVersions: 3 })).toBe(31 * day + 5 * week);
    expect(versions({ noncurrentDays: 30, lockDays: 90 })).toBe(91 * day + 2 * week);
  });

  it("keeps everything without an expiration", () => {
    const shown = simulate(history(every(week, 10, sunday)), s3CopiesRule(history([sunday]), {}));
    expect(shown).toMatchObject({ keepsAtLeastDays: null, oldestAtLeastDays: null });
  });

  it("bills a hidden version until its noncurrent days and its lock are over", () => {
    const copies = history([utc("2026-01-04 03:00")]);
    const until = (lifecycle: S3Lifecycle) =>
      s3CopiesRule(copies, lifecycle).storedUntil?.(0, utc("2026-02-04 00:00"));
    expect(until({ expirationDays: 30, noncurrentDays: 1 })).toBe(utc("2026-02-06 00:00"));
    expect(until({ expirationDays: 30, noncurrentDays: 1, lockDays: 90 })).toBe(
      utc("2026-04-05 00:00"),
    );
    expect(until({ expirationDays: 30 })).toBe(Infinity);
  });

  it("removes a version so many days after it was replaced", () => {
    const made = ["2026-01-01 10:30", "2026-01-02 11:30", "2026-01-09 10:00"];
    const lifecycle = { noncurrentDays: 5 };
    expect(left(s3VersionsRule, lifecycle, made, "2026-01-07 00:00")).toEqual(made);
    expect(left(s3VersionsRule, lifecycle, made, "2026-01-08 00:00")).toEqual(made.slice(1));
    expect(left(s3VersionsRule, lifecycle, made, "2030-01-01 00:00")).toEqual(made.slice(2));
  });

  it("leaves as many noncurrent versions as it is told, however old they are", () => {
    const made = ["2026-01-01 10:30", "2026-01-02 11:30", "2026-01-03 10:00", "2026-01-04 10:00"];
    const lifecycle = { noncurrentDays: 5, newerNoncurrentVersions: 2 };
    expect(left(s3VersionsRule, lifecycle, made, "2030-01-01 00:00")).toEqual(made.slice(1));
  });

  it("leaves a locked version alone", () => {
    const made = ["2026-01-01 10:30", "2026-01-02 11:30"];
    const lifecycle = { noncurrentDays: 1, lockDays: 30 };
    expect(left(s3VersionsRule, lifecycle, made, "2026-01-31 00:00")).toEqual(made);
    expect(left(s3VersionsRule, lifecycle, made, "2026-01-31 10:29:59.999")).toEqual(made);
    expect(left(s3VersionsRule, lifecycle, made, "2026-01-31 10:30")).toEqual(made.slice(1));
    expect(left(s3VersionsRule, lifecycle, made, "2026-02-01 00:00")).toEqual(made.slice(1));
  });
});

describe("settings for S3", () => {
  const proved = (
    distance: number,
    wanted: WantedRetention,
    more: { storageClass?: StorageClass; lockDays?: number } = {},
  ) => {
    const backups = every(distance, 10, sunday);
    const zone = "America/New_York";
    return proveRetention({ engine: "s3", wanted, backups, prunes: [], zone, ...more });
  };

  it("keep and lock what lies in Glacier as long as it is paid for", () => {
    const wanted = { weekly: 4, monthly: 1, days: 30 };
    expect(proved(week, wanted, { storageClass: "GLACIER" })).toMatchObject({
      settings: { expirationDays: 90, noncurrentDays: 1, lockDays: 90 },
      reason:
        "expire after 90 days, because 90 days of GLACIER are paid for anyway; " +
        "locked as long, or whoever overwrites a copy could have it deleted before",
      keepsAtLeastDays: 90,
      oldestAtLeastDays: 83,
      restorePoints: 13,
      storedPoints: 14,
    });
  });

  it("keep a year in Glacier so that a copy of a year is always there, and lock it as long", () => {
    expect(proved(week, { days: 365 }, { storageClass: "GLACIER" })).toMatchObject({
      settings: { expirationDays: 372, noncurrentDays: 1, lockDays: 372 },
      reason: expect.stringContaining(
        "expire after 372 days, because with 371 the oldest copy is at times only 364 days old",
      ),
      keepsAtLeastDays: 372,
      oldestAtLeastDays: 365,
    });
  });

  it("keep a week more than wanted of weekly copies, so that one old enough is always there", () => {
    expect(proved(week, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { expirationDays: 37, noncurrentDays: 37 },
      reason:
        "expire after 37 days, because with 36 the oldest copy is at times only 29 days old; " +
        "nothing locks them, so a version that is overwritten or deleted stays as long again",
      keepsAtLeastDays: 37,
      oldestAtLeastDays: 30,
    });
  });

  it("keep what is locked", () => {
    expect(proved(day, { days: 30 }, { lockDays: 40 })).toMatchObject({
      settings: { expirationDays: 40, noncurrentDays: 1, lockDays: 40 },
      reason: expect.stringContaining(
        "expire after 40 days, because copies are to be locked 40 days",
      ),
    });
  });

  it("keep as many days as it takes for the wanted counts", () => {
    const proof = proved(week, { weekly: 10, days: 30 });
    expect(proof).toMatchObject({
      settings: { expirationDays: 70 },
      reason: expect.stringContaining(
        "expire after 70 days, because with 69 there are at times fewer than 10 weekly copies",
      ),
    });
  });

  it("keep everything a year where twelve months are wanted", () => {
    const proof = proved(31 * day, { monthly: 12, days: 30 });
    expect(proof).toMatchObject({ settings: { expirationDays: 372 } });
  });

  it("fail to be proved where more years are wanted than were simulated", () => {
    expect(proved(week, { days: 3650 })).toMatchObject({
      unprovable: expect.stringContaining("10 were simulated"),
    });
  });
});

describe("why copies in S3 stay longer than wanted", () => {
  const shown = (given: Partial<RetentionCase>) => {
    const proof = proveRetention({
      ...{ engine: "s3", wanted: { days: 30 }, zone: "UTC", prunes: [] },
      ...{ backups: every(day, 10, utc("2026-01-04 00:00")), ...given },
    });
    return "reason" in proof ? `${proof.engine}: ${proof.reason.replace(/;.*/, "")}` : proof;
  };

  it.each<[string, Partial<RetentionCase>, string]>([
    [
      "only days are wanted",
      {},
      "31 days, because with 30 the oldest copy is at times only 29 days old",
    ],
    [
      "the lock is shorter",
      { lockDays: 30 },
      "31 days, because with 30 the oldest copy is at times only 29 days old",
    ],
    ["the lock is longer", { lockDays: 40 }, "40 days, because copies are to be locked 40 days"],
    [
      "the class is billed",
      { storageClass: "GLACIER" },
      "90 days, because 90 days of GLACIER are paid for anyway",
    ],
    [
      "both",
      { storageClass: "GLACIER", lockDays: 90 },
      "90 days, because 90 days of GLACIER are paid for anyway",
    ],
    [
      "others share the bucket",
      { leastDays: 45 },
      "45 days, because other copies in the bucket need 45 days",
    ],
    [
      "others share it, locked",
      { leastDays: 45, lockDays: 44 },
      "45 days, because other copies in the bucket need 45 days",
    ],
  ])("is told where %s", (_what, given, reason) =>
    expect(shown(given)).toBe(`s3: expire after ${reason}`),
  );
});
