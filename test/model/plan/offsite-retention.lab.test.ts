import { type Plan, type PlannedCopy } from "../../../model/plan/plan";
import { play } from "../retention/support/naive-replay";
import { naiveEvent, naiveRuns } from "../../sent/support/naive-calendar";
import { expiryOf, naiveExports, tooFew } from "../../sent/support/naive-exports";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";

const day = 86_400_000;
const years = 6;

/** The lab whose images are made and brought offsite as told, into a bucket that bills no days. */
function planned(frequency: string, offsite: object): Plan {
  return labPlan((sections) => {
    setAt(sections, "places.pbs-vm.capacityGB", 6000);
    setAt(sections, "classes.guest-image.frequency", frequency);
    setAt(sections, "classes.guest-image.rpoHours", 1000);
    setAt(sections, "places.vm-archive.storageClass", "STANDARD");
    setAt(sections, "classes.guest-image.offsite", {
      ...{ place: "vm-archive", window: "weeknights" },
      ...offsite,
    });
  });
}

const errorsOf = ({ findings }: Plan) => findings.filter(({ severity }) => severity === "error");
const exportedBy = ({ copies }: Plan): PlannedCopy[] =>
  copies.filter(({ place }) => place === "vm-archive");

/** What the bucket holds, played with what the export agent does. */
function played({ site, jobs, copies }: Plan, { class: name, item, job, retention }: PlannedCopy) {
  const jobOf = (id: string) => {
    const found = jobs.find((one) => one.id === id)!;
    const event = naiveEvent(found.schedule);
    const runs = naiveRuns(event, site!.timezone, Date.UTC(2026, 0, 1, 5), years * 366);
    return { runs, minutes: found.durationMinutes };
  };
  const first = copies.find((one) => one.item === item && one.class === name && !one.offsite)!;
  const { expirationDays } = retention.proven
    ? (retention.settings as { expirationDays: number })
    : { expirationDays: 1 };
  const exports = naiveExports(
    jobOf(first.job),
    jobOf("vm-backup-verify"),
    jobOf(job).runs,
    expirationDays,
  );
  const sent = exports.map((one) => one.sent);
  const midnights = Array.from({ length: years * 366 }, (_, at) => Date.UTC(2026, 0, 1) + at * day);
  const missing: string[] = [];
  const steady = sent[0]! + (retention.steadyAfterDays ?? 0) * day;
  return {
    exports,
    missing,
    ...play(sent, midnights, steady, (held, now) => {
      const left = held.filter((one) => now < expiryOf(one, expirationDays));
      if (left.length < held.length && now >= steady)
        missing.push(...tooFew(left, retention.wanted, site!.timezone));
      return left;
    }),
  };
}

describe("copies that the export agent brings offsite", () => {
  it.each<[string, string, object, number]>([
    [
      "weekly, of images of which there is a new one a month",
      "monthly",
      { frequency: "weekly", retention: { days: 1 } },
      28,
    ],
    [
      "daily, of images of which there is a new one a week",
      "weekly",
      { frequency: "daily", window: "always", retention: { days: 1 } },
      7,
    ],
    [
      "monthly, of images that are at times newer only after that",
      "monthly",
      { frequency: "monthly", retention: { days: 30 } },
      30 + 28,
    ],
  ])("keep what is promised where they are made %s", (_, frequency, offsite, atLeast) => {
    const plan = planned(frequency, offsite);
    expect(errorsOf(plan)).toEqual([]);
    const copies = exportedBy(plan);
    expect(copies).toHaveLength(31);
    // One of each job: the others of it are made alike.
    for (const copy of new Map(copies.map((one) => [one.job, one])).values()) {
      const { retention, restorePoints, history } = copy;
      const { exports, youngestOldest, youngestRemoved, mostHeld } = played(plan, copy);
      expect(retention.proven && retention.settings).toMatchObject({
        expirationDays: expect.any(Number) as number,
      });
      expect(retention.keepsAtLeastDays).toBeGreaterThanOrEqual(atLeast);
      expect(youngestRemoved).toBeGreaterThanOrEqual(retention.keepsAtLeastDays! * day);
      expect(youngestOldest).toBeGreaterThanOrEqual(retention.oldestAtLeastDays! * day);
      expect(retention.oldestAtLeastDays).toBeGreaterThanOrEqual(retention.wanted.days);
      expect(mostHeld).toBeLessThanOrEqual(restorePoints);
      // No snapshot is sent twice, and what is paid for are those that are sent.
      expect(new Set(exports.map(({ snapshot }) => snapshot)).size).toBe(exports.length);
      expect(exports.length / (12 * years)).toBeLessThan(
        Math.max(1, 30.5 / history.intervalDays) + 0.05,
      );
      expect(history.intervalDays).toBeGreaterThanOrEqual(7);
    }
  });

  it("say why copies are kept for longer than wanted", () => {
    const [copy] = exportedBy(
      planned("weekly", { frequency: "daily", window: "always", retention: { days: 1 } }),
    );

    expect(copy?.retention.reason).toMatch(
      /^expire after \d+ days, because with \d+ the oldest copy is at times only 0 days old/,
    );
  });

  it("are as many as are counted, of images of which there is a new one a week", () => {
    const plan = planned("weekly", {
      frequency: "daily",
      window: "always",
      retention: { daily: 5, days: 7 },
    });

    const [copy] = exportedBy(plan);
    expect(copy?.retention.proven && copy.retention.settings).toMatchObject({
      expirationDays: 35,
    });
    expect(played(plan, copy!).missing).toEqual([]);
  });
});
