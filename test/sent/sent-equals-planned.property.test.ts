import fc from "fast-check";
import { type Plan, type PlannedCopy } from "../../model/plan/plan";
import { type RegisteredResource } from "../support/estate";
import { labPlan } from "../support/lab-plan";
import { registeredWith } from "../support/program";
import { naivePrune } from "../model/retention/support/naive-pbs";
import { naiveVeeam } from "../model/retention/support/naive-veeam";
import { play } from "../model/retention/support/naive-replay";
import { changed, changes, type Change, configurationOf } from "./support/declarations";
import { dumpsKeepTheirPromise } from "./support/dumps";
import { naiveRuns } from "./support/naive-calendar";
import { expiryOf, naiveExports, tooFew } from "./support/naive-exports";
import { repositoriesAreExportedInTime } from "./support/repository-exports";
import { type Document, Sent, start } from "./support/sent";
import { tries } from "../support/random-cases";

/*
 * What the program would send is read by what the products document, and by no part of the model: next runs over
 * years, histories simulated under every job and rule that reaches them. It must keep what the plan prints.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const planned = (change: Change): Plan => labPlan((sections) => changed(sections, plain(change)));
const registered = (change: Change): Promise<RegisteredResource[]> =>
  registeredWith(configurationOf(plain(change)));

/** A text of a document; what is left out is empty. */
const textOf = (document: Document, name: string) =>
  typeof document[name] === "string" ? document[name] : "";
const depth = (namespace: string) => (namespace === "" ? 0 : namespace.split("/").length);

/** Whether a prune job, as the product documents it, takes its pick of what lies in a namespace. */
function reaches(job: Document, store: string, namespace: string): boolean {
  const own = textOf(job, "ns");
  const below = own === "" || namespace === own || namespace.startsWith(`${own}/`);
  const deep = job["max-depth"] === undefined ? 7 : Number(job["max-depth"]);
  return job["store"] === store && below && depth(namespace) - depth(own) <= deep;
}

const keepOf = (job: Document) =>
  Object.fromEntries(
    Object.entries(job)
      .filter(([name]) => name.startsWith("keep-"))
      .map(([name, value]) => [name.replace("keep-", ""), Number(value)]),
  );

const yearsFor = ({ retention }: PlannedCopy) =>
  Math.min(14, 3 + Math.ceil((retention.steadyAfterDays ?? 0) / 365));

/** Images: the cluster's job makes them, and every prune job that reaches their namespace takes its pick. */
function imagesKeepTheirPromise(sent: Sent, plan: Plan): number {
  const [first] = plan.copies.filter(({ engine }) => engine === "pbs");
  const byPlace = new Map(
    plan.copies
      .filter(({ engine }) => engine === "pbs")
      .map((copy) => [`${copy.place} ${copy.job}`, copy]),
  );
  expect(first).toBeDefined();
  const jobs = sent.inputs("proxmoxve:backup/job:Job");
  const storages = sent.inputs("proxmoxve:storage/pbs:Pbs");
  for (const copy of byPlace.values()) {
    const job = jobs.find((one) => one["resourceId"] === copy.job) as Document;
    const storage = storages.find((one) => one["resourceId"] === job["storage"]) as Document;
    const [store, namespace] = [textOf(storage, "datastore"), textOf(storage, "namespace")];
    const years = yearsFor(copy);
    const backups = sent.runs(job["schedule"], years);
    const prunes = sent
      .documents("pbs prune-job")
      .filter((prune) => reaches(prune, store, namespace))
      .map((prune) => ({
        keep: keepOf(prune),
        runs: new Set(sent.runs(prune["schedule"], years)),
      }));
    expect(prunes.length).toBeGreaterThan(0);
    const { keepsAtLeastDays, oldestAtLeastDays, steadyAfterDays } = copy.retention;
    const steady = (backups[0] as number) + (steadyAfterDays as number) * day;
    const played = play(
      backups,
      prunes.flatMap(({ runs }) => [...runs]),
      steady,
      (held, now) =>
        prunes
          .filter(({ runs }) => runs.has(now))
          .reduce<readonly number[]>((left, { keep }) => naivePrune(left, keep, sent.zone), held),
    );
    expect(played.youngestRemoved).toBeGreaterThanOrEqual((keepsAtLeastDays ?? 0) * day);
    expect(played.youngestOldest).toBeGreaterThanOrEqual((oldestAtLeastDays ?? 0) * day);
  }
  return byPlace.size;
}

interface VeeamDocument {
  readonly schedule: {
    readonly type: string;
    readonly days?: readonly string[];
    readonly day?: string;
    readonly time: string;
  };
  readonly activeFull: { readonly days: readonly string[] };
  readonly retention: { readonly type: string; readonly keep: number };
  readonly gfs: Readonly<
    Partial<
      Record<"weekly" | "monthly" | "yearly", { readonly keep: number; readonly when: string }>
    >
  >;
}

/** `Sunday` of the days of a daily schedule, or of a monthly one's `First Sunday`. */
function daysOf({ days, day: ofMonth = "" }: VeeamDocument["schedule"]): readonly string[] {
  return days ?? [ofMonth.replace(/^First /, "")];
}

const short = (name: string) => name.slice(0, 3).toLowerCase();

/** Shares: when Veeam runs by its own schedule, and what it leaves whichever way it counts days. */
function sharesKeepTheirPromise(sent: Sent, plan: Plan): void {
  const [copy] = plan.copies.filter(({ engine }) => engine === "veeam");
  const [document] = sent.documents("veeam agent job") as unknown as [VeeamDocument];
  if (copy === undefined) throw new Error("the plan has no copy in Veeam");
  const { schedule, activeFull, retention, gfs } = document;
  const days = daysOf(schedule);
  const lastDayOfMonth = schedule.type === "Monthly" ? 7 : 31;
  const event = { days: days.map(short), lastDayOfMonth, time: schedule.time.slice(0, 5) };
  const years = yearsFor(copy);
  const backups = naiveRuns(event, sent.zone, start, years * 366);
  expect(backups).toEqual(sent.runs(copy.schedule, years));
  // A full is the first run of its week, and its day is the one that a weekly flag waits for.
  expect(activeFull.days).toEqual([days[0]]);
  if (gfs.weekly !== undefined) expect(gfs.weekly.when).toBe(days[0]);
  expect(retention.type).toBe("RestoreDays");
  const levels = { weekly: gfs.weekly?.keep, monthly: gfs.monthly?.keep, yearly: gfs.yearly?.keep };
  const { keepsAtLeastDays, oldestAtLeastDays, steadyAfterDays } = copy.retention;
  const steady = (backups[0] as number) + (steadyAfterDays as number) * day;
  for (const counted of [retention.keep, retention.keep - 1]) {
    const prune = naiveVeeam(backups, sent.zone, counted, levels);
    const played = play(backups, backups, steady + 2 * day, prune);
    expect(played.youngestRemoved).toBeGreaterThanOrEqual((keepsAtLeastDays ?? 0) * day);
    expect(played.youngestOldest).toBeGreaterThanOrEqual((oldestAtLeastDays ?? 0) * day);
  }
}

interface Rule {
  readonly status: string;
  readonly expiration?: { readonly days?: number };
  readonly transitions?: readonly object[];
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number };
}

interface ExportDocument {
  readonly config: { readonly bucket: string; readonly storageClass: string };
}

/** Days that S3 bills at least. Source: Amazon S3 User Guide, "Amazon S3 storage classes". */
const leastBilledDays: Readonly<Record<string, number>> = {
  ...{ STANDARD_IA: 30, GLACIER_IR: 90, GLACIER: 90, DEEP_ARCHIVE: 180 },
};

/** Archives: what a lifecycle hides, and what whoever overwrites a copy can have deleted, no lock forbidding it. */
function archivesKeepTheirPromise(sent: Sent, plan: Plan): void {
  const copies = plan.copies.filter(({ engine }) => engine === "s3");
  const buckets = new Map(
    sent.inputs("backup:vault:ArchiveBucket").map((one) => {
      const declared = one["declared"] as Document;
      return [String(declared["bucketName"]), declared];
    }),
  );
  // One for each place of copies, and one for evidence, of which the plan has none.
  expect(buckets.size).toBe(6);
  for (const copy of copies) {
    const bucket = `astronomy-lab-${copy.place}`;
    const [lifecycle] = sent
      .inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
      .filter((one) => one["bucket"] === bucket);
    const rules = (lifecycle?.["rules"] as readonly Rule[]).filter(
      ({ status }) => status === "Enabled",
    );
    const days = (of: (rule: Rule) => number | undefined) =>
      Math.min(...rules.flatMap((rule) => of(rule) ?? []));
    const expires = days(({ expiration }) => expiration?.days);
    const noncurrent = days((rule) => rule.noncurrentVersionExpiration?.noncurrentDays);
    const [lock] = sent
      .inputs("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
      .filter((one) => one["bucket"] === bucket)
      .map((one) => one["rule"] as { defaultRetention: { mode: string; days: number } });
    const locked = lock?.defaultRetention.mode === "COMPLIANCE" ? lock.defaultRetention.days : 0;
    // A manifest is found by no restore in time once it is moved, and no rule can tell it from a part.
    expect(rules.flatMap(({ transitions = [] }) => transitions)).toEqual([]);
    const kinds = ["offsite export", "offsite repository export", "windows offsite export"];
    const exports = kinds.flatMap((kind) => sent.documents(kind));
    for (const { config } of exports as unknown as ExportDocument[]) {
      if (config.bucket !== bucket) continue;
      expect(expires).toBeGreaterThanOrEqual(leastBilledDays[config.storageClass] ?? 1);
    }
    const promised = copy.retention.keepsAtLeastDays ?? Infinity;
    expect(expires).toBeGreaterThanOrEqual(promised);
    // Overwritten the moment it is there, a copy is noncurrent from then on.
    expect(Math.max(noncurrent, locked)).toBeGreaterThanOrEqual(promised);
    expect(copy.lockDays ?? 0).toBe(locked);
  }
}

/**
 * Exports of images: a run of the agent sends the newest verified snapshot, and nothing if that is there. What is in
 * the bucket then must be as old, as many and as new as the plan prints.
 */
function exportsKeepTheirPromise(sent: Sent, plan: Plan): void {
  const exported = plan.copies.filter(({ place }) => place === "vm-archive");
  const jobOf = (id: string) => plan.jobs.find((one) => one.id === id)!;
  const rules = sent
    .inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    .filter((one) => one["bucket"] === "astronomy-lab-vm-archive")
    .flatMap((one) => one["rules"] as readonly Rule[]);
  const expires = Math.min(...rules.flatMap(({ expiration }) => expiration?.days ?? []));
  const [check] = sent
    .documents("pbs verify-job")
    .filter((one) => one["store"] === "vm-backup" && one["ignore-verified"] === true);
  const agents = sent.envelopes("offsite export");
  expect(agents).toHaveLength(5);
  for (const { identity, settings } of agents) {
    const copy = exported.find(({ job }) => job === identity)!;
    const { retention } = copy;
    const years = yearsFor(copy);
    const { timers } = settings as { timers: Readonly<Record<string, string>> };
    const timer = timers[`offsite-export@${identity}.timer`];
    const [, calendar] = /^OnCalendar=(.*) \S+$/m.exec(timer ?? "") ?? [];
    const backup = jobOf(identity.replace(/-offsite$/, ""));
    const [cluster] = sent
      .inputs("proxmoxve:backup/job:Job")
      .filter((one) => one["resourceId"] === backup.id);
    const exports = naiveExports(
      { runs: sent.runs(cluster?.["schedule"], years), minutes: backup.durationMinutes },
      {
        runs: sent.runs(check?.["schedule"], years),
        minutes: jobOf("vm-backup-verify").durationMinutes,
      },
      sent.runs(calendar, years),
      expires,
    );
    const times = exports.map((one) => one.sent);
    const midnights = Array.from({ length: years * 366 }, (_, at) => start - 5 * hour + at * day);
    const steady = times[0]! + retention.steadyAfterDays! * day;
    const played = play(times, midnights, steady, (held, now) => {
      const left = held.filter((one) => now < expiryOf(one, expires));
      const fewer = left.length < held.length;
      if (fewer && now >= steady) expect(tooFew(left, retention.wanted, sent.zone)).toEqual([]);
      return left;
    });
    expect(played.youngestRemoved).toBeGreaterThanOrEqual(retention.keepsAtLeastDays! * day);
    expect(played.youngestOldest).toBeGreaterThanOrEqual(retention.oldestAtLeastDays! * day);
    expect(played.mostHeld).toBeLessThanOrEqual(copy.restorePoints);
    // Just before the next one is complete, what is lost is all since the snapshot of the one before.
    const losses = exports
      .slice(1)
      .map(
        (one, at) => one.sent + jobOf(identity).durationMinutes * minute - exports[at]!.snapshot,
      );
    const { hours } = plan.objectives.find(
      ({ kind, item, place }) =>
        kind === "site-rpo" && item === copy.item && place === "vm-archive",
    )!;
    expect(Math.max(...losses)).toBeLessThanOrEqual(hours * hour);
  }
}

/** Replaced versions of a replica stay as long as the plan says, and nothing else in it ever goes. */
function replicasKeepTheirPromise(sent: Sent, plan: Plan): void {
  const [copy] = plan.copies.filter(({ engine }) => engine === "minio");
  const rules = sent
    .inputs("minio:index/ilmPolicy:IlmPolicy")
    .filter((one) => one["bucket"] === "research-data-replica")
    .flatMap((one) => one["rules"] as readonly Document[]);
  expect(rules.length).toBeGreaterThan(0);
  for (const { noncurrentVersionExpirationDays, id: _, ...others } of rules) {
    expect(Number(noncurrentVersionExpirationDays)).toBeGreaterThanOrEqual(
      copy?.retention.keepsAtLeastDays ?? Infinity,
    );
    expect(others).toEqual({});
  }
}

/** Every datastore with backups in it is collected and verified, or space and rot are nobody's business. */
function datastoresAreCaredFor(sent: Sent): void {
  const filled = new Set(sent.inputs("proxmoxve:storage/pbs:Pbs").map((one) => one["datastore"]));
  const datastores = sent.documents("pbs datastore");
  const verified = sent.documents("pbs verify-job");
  for (const store of filled) {
    const [datastore] = datastores.filter((one) => one["name"] === store);
    expect(sent.runs(datastore?.["gc-schedule"], 1).length).toBeGreaterThanOrEqual(50);
    const all = verified.filter(
      (one) => one["store"] === store && one["ignore-verified"] === false,
    );
    const fresh = verified.filter(
      (one) => one["store"] === store && one["ignore-verified"] === true,
    );
    expect(sent.runs(all[0]?.["schedule"], 1).length).toBeGreaterThanOrEqual(12);
    expect(sent.runs(fresh[0]?.["schedule"], 1).length).toBeGreaterThanOrEqual(360);
  }
}

describe("whatever is declared", () => {
  it("what is sent keeps what the plan prints, read by what the products document", async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const plan = planned(change);
        const errors = plan.findings.filter(({ severity }) => severity === "error");
        if (errors.length > 0) {
          // What the plan refuses is not sent at all.
          await expect(registered(change)).rejects.toThrow("cannot keep what it promises");
          return;
        }
        const sent = new Sent(await registered(change), String(change["site.timezone"]));
        imagesKeepTheirPromise(sent, plan);
        sharesKeepTheirPromise(sent, plan);
        dumpsKeepTheirPromise(sent, plan, yearsFor);
        archivesKeepTheirPromise(sent, plan);
        exportsKeepTheirPromise(sent, plan);
        repositoriesAreExportedInTime(sent, plan);
        replicasKeepTheirPromise(sent, plan);
        datastoresAreCaredFor(sent);
        kept += 1;
      }),
      // Each case is a whole program: a smaller one that fails too would take minutes to find.
      { ...tries(3), endOnFailure: true },
    );
    // A property that holds of nothing says nothing.
    expect(kept).toBeGreaterThanOrEqual(2);
  });
});
