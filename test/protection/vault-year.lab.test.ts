import { type RegisteredResource } from "../support/estate";
import { childrenOf } from "../support/registered";
import { OracleBucket, type BucketSettings, type Version } from "../support/s3-oracle";
import { labResources, labSection } from "./support";

/** A bucket that fills and ages for a year as its settings are sent, on S3's own terms (`s3-oracle.ts`). */

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

interface Part {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What is sent for a bucket, as the oracle reads it. */
function settingsOf(store: string): BucketSettings {
  const parts = childrenOf(resources, `vault-${store}`) as Readonly<Record<string, Part>>;
  const inputs = (part: string) => parts[`vault-${store}-${part}`]?.inputs ?? {};
  const { status } = (inputs("versioning")["versioningConfiguration"] ?? {}) as { status?: string };
  const rule = inputs("lock")["rule"] as { defaultRetention: { days: number } } | undefined;
  return {
    versioned: status === "Enabled",
    rules: (inputs("lifecycle")["rules"] ?? []) as BucketSettings["rules"],
    ...(rule === undefined ? {} : { lockDays: rule.defaultRetention.days }),
  };
}

const start = Date.parse("2026-01-05T22:10:00Z");
/** Days that pass: a year and as long as the longest copy outlives it. */
const year = 366 + 30;
const packBytes = 16_000_000;
const indexBytes = 4_000;

/** A round of copies: a repository of its own with data in the archive class, what describes it beside, and a lock file for as long as it is written. */
class Round {
  private readonly keys: string[] = [];
  private readonly ids = new Map<string, number>();

  constructor(
    private readonly bucket: OracleBucket,
    readonly day: number,
    storageClass: string,
  ) {
    const prefix = `pbs-vm/dc01/${day}`;
    const put = (key: string, bytes: number, into = "STANDARD") => {
      this.keys.push(`${prefix}/${key}`);
      this.ids.set(`${prefix}/${key}`, bucket.put(`${prefix}/${key}`, bytes, into));
    };
    bucket.put(`${prefix}/locks/1`, 200);
    for (const key of ["config", "keys/1", "index/1", "snapshots/1"]) put(key, indexBytes);
    for (const key of ["data/1", "data/2"]) put(key, packBytes, storageClass);
    bucket.hide(`${prefix}/locks/1`);
    bucket.begin(`${prefix}/data/3`);
  }

  /** Whether whoever knows nothing of versions opens it: every object is there as it was put. */
  opens(): boolean {
    const listed = new Set(this.bucket.listed().map(({ id }) => id));
    return [...this.ids.values()].every((id) => listed.has(id));
  }

  /** Whether it can be brought back at all: every version that was put is there. */
  isThere(): boolean {
    const all = new Set(this.bucket.everything().map(({ id }) => id));
    return [...this.ids.values()].every((id) => all.has(id));
  }

  /** What an intruder with the writer's key can do at most, and one who can hide. */
  strike(): void {
    for (const key of this.keys) this.bucket.put(key, 1);
    for (const key of this.keys) this.bucket.hide(key);
    for (const id of this.ids.values())
      try {
        this.bucket.end(id);
      } catch {
        // Locked.
      }
  }
}

interface Tier {
  readonly store: string;
  /** Days between rounds. */
  readonly every: number;
  /** Days that are promised of each copy. */
  readonly days: number;
  readonly storageClass: string;
}

const intervals: Readonly<Record<string, number>> = { monthly: 30, weekly: 7 };

/** The tiers that go offsite, as the file says it. */
function tiers(): Tier[] {
  const places = labSection("places");
  return Object.values(labSection("classes")).flatMap(({ offsite }) => {
    if (offsite === undefined) return [];
    const { place, frequency, retention } = offsite as {
      readonly place: string;
      readonly frequency: string;
      readonly retention: { readonly days: number };
    };
    const { store, storageClass } = places[place]! as { store: string; storageClass: string };
    return [{ store, every: intervals[frequency]!, days: retention.days, storageClass }];
  });
}

const stored = (versions: readonly Version[]) => versions.filter(({ isMarker }) => !isMarker);

describe.each(tiers())(
  "a year of copies every $every days in $store",
  ({ store, every, days, storageClass }) => {
    /** Lets a year pass with rounds in it, and tells each day. */
    function pass(eachDay: (rounds: readonly Round[], today: number) => void) {
      const bucket = new OracleBucket(settingsOf(store), start);
      const rounds: Round[] = [];
      for (let today = 0; today <= year; today++) {
        if (today % every === 0) rounds.push(new Round(bucket, today, storageClass));
        eachDay(rounds, today);
        bucket.pass(1);
      }
      return { bucket, rounds };
    }

    it("leaves every copy whole and open as long as is promised, on every day of it", () => {
      const broken: string[] = [];
      pass((rounds, today) => {
        for (const round of rounds)
          if (today - round.day <= days && !round.opens()) broken.push(`${round.day} on ${today}`);
      });
      expect(broken).toEqual([]);
    });

    it("brings each copy back that somebody overwrote, hid and tried to end, as long as is promised", () => {
      const lost: string[] = [];
      pass((rounds, today) => {
        for (const round of rounds) {
          const age = today - round.day;
          if (age === 1) round.strike();
          if (age <= days && !round.isThere()) lost.push(`${round.day} on ${today}`);
        }
      });
      expect(lost).toEqual([]);
    });

    it("keeps nothing for ever: what is left is of copies that still open, with no marker and no upload of old ones", () => {
      const { bucket, rounds } = pass(() => undefined);
      const open = rounds.filter((round) => round.opens());
      const waiting = 3;
      const oldest = Math.min(...open.map(({ day }) => day));
      const left = bucket.everything().filter(({ key }) => {
        const day = Number(key.split("/")[2]);
        return day < oldest - every * Math.ceil(waiting / every);
      });

      expect(open.length).toBeGreaterThanOrEqual(Math.floor(days / every));
      expect(open.length).toBeLessThan(rounds.length);
      expect(left).toEqual([]);
      expect(bucket.unfinished().length).toBeLessThanOrEqual(Math.ceil(8 / every));
    });

    it("moves nothing: what is small stays readable at once, and data is where it was put", () => {
      const { bucket } = pass(() => undefined);
      const classes = (bytes: number) =>
        new Set(
          stored(bucket.everything())
            .filter((one) => one.bytes === bytes)
            .map((one) => one.storageClass),
        );

      expect([...classes(indexBytes)]).toEqual(["STANDARD"]);
      expect([...classes(packBytes)]).toEqual([storageClass]);
    });
  },
);

describe("a year in the buckets that hold no copies", () => {
  const declared = labSection("vault");
  const keptDays = (what: unknown) => (what as { readonly keptDays: number }).keptDays;

  it("leaves evidence locked as long as declared, whoever strikes, and then lets it go", () => {
    const days = keptDays(declared["buckets"]!["evidence"]);
    const bucket = new OracleBucket(settingsOf("evidence"), start);
    const evidence = new Round(bucket, 0, "STANDARD");
    evidence.strike();
    bucket.pass(days);
    expect(evidence.isThere()).toBe(true);
    bucket.pass(4);
    expect(stored(bucket.everything())).toEqual([]);
  });

  it("leaves logs as long as declared and no longer than as long again", () => {
    const days = keptDays(declared["logs"]);
    const bucket = new OracleBucket(settingsOf("astronomy-lab-backup-logs"), start);
    const logs = new Round(bucket, 0, "STANDARD");
    bucket.pass(days);
    expect(logs.opens()).toBe(true);
    bucket.pass(days + 4);
    expect(bucket.everything()).toEqual([]);
  });
});
