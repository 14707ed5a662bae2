/**
 * What S3 leaves of a bucket as time goes by: an oracle of tests, written from the Amazon S3 User Guide ("Managing the lifecycle of objects",
 * "Lifecycle configuration elements", "How S3 Object Lock works", "Deleting object versions from a versioning-enabled bucket") and from
 * nothing of this project. It reads the settings as they are sent, and throws for what it does not know rather than pass over it.
 */

const day = 86_400_000;

interface Rule {
  readonly id?: string;
  readonly status: string;
  readonly filter?: Filter;
  readonly expiration?: { readonly days?: number; readonly expiredObjectDeleteMarker?: boolean };
  readonly noncurrentVersionExpiration?: {
    readonly noncurrentDays: number;
    readonly newerNoncurrentVersions?: number;
  };
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number };
  readonly transitions?: readonly Transition[];
}

interface Filter {
  readonly prefix?: string;
  readonly objectSizeGreaterThan?: number;
  readonly objectSizeLessThan?: number;
}

interface Transition {
  readonly days: number;
  readonly storageClass: string;
}

/** How a bucket is set. */
export interface BucketSettings {
  readonly versioned: boolean;
  readonly rules: readonly Rule[];
  /** Days of its default retention in compliance mode. Default: none. */
  readonly lockDays?: number;
  /** Bytes below which no rule moves an object that does not name a size. Default: S3's own, 128 KiB. */
  readonly leastMovedBytes?: number;
}

/** One version of an object, or a delete marker. */
export interface Version {
  readonly key: string;
  readonly id: number;
  readonly isMarker: boolean;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly lockedUntil: number;
  readonly storageClass: string;
}

interface Upload {
  readonly key: string;
  readonly begun: number;
}

const known = {
  rule: new Set([
    ...["id", "status", "filter", "expiration", "noncurrentVersionExpiration"],
    ...["abortIncompleteMultipartUpload", "transitions"],
  ]),
  filter: new Set(["prefix", "objectSizeGreaterThan", "objectSizeLessThan"]),
};

function refuseUnknown(settings: BucketSettings): void {
  for (const rule of settings.rules) {
    const odd = [
      ...Object.keys(rule).filter((key) => !known.rule.has(key)),
      ...Object.keys(rule.filter ?? {}).filter((key) => !known.filter.has(key)),
    ];
    if (odd.length > 0) throw new Error(`rule ${rule.id}: the oracle does not know ${odd.join()}`);
    const { days, expiredObjectDeleteMarker } = rule.expiration ?? {};
    if (days !== undefined && expiredObjectDeleteMarker !== undefined)
      throw new Error(`rule ${rule.id}: S3 takes no days beside expiredObjectDeleteMarker`);
  }
}

/** Days are added to a moment, and what results is rounded up to the next midnight UTC. */
export const dueAt = (from: number, days: number) => Math.ceil((from + days * day) / day) * day;

/** A bucket on a clock of its own. */
export class OracleBucket {
  /** Of each key, oldest first. */
  private readonly keys = new Map<string, readonly Version[]>();
  private uploads: Upload[] = [];
  private count = 0;

  constructor(
    private readonly settings: BucketSettings,
    private now: number,
  ) {
    refuseUnknown(settings);
  }

  /** Puts an object in: another version where there is one of its key. */
  put(key: string, bytes: number, storageClass = "STANDARD"): number {
    const { lockDays = 0, versioned } = this.settings;
    if (!versioned) this.keys.delete(key);
    const lockedUntil = this.now + lockDays * day;
    this.add({ key, bytes, storageClass, lockedUntil, isMarker: false });
    return this.count;
  }

  /** A plain delete: a marker over the versions, which a lock does not keep off. */
  hide(key: string): void {
    this.add({ key, bytes: 0, storageClass: "STANDARD", lockedUntil: 0, isMarker: true });
  }

  /**
   * Deletes one version for good.
   *
   * @throws Error while it is locked
   */
  end(id: number): void {
    this.keep((one) => {
      if (one.id === id && one.lockedUntil > this.now)
        throw new Error("AccessDenied: it is locked");
      return one.id !== id;
    });
  }

  /** Begins an upload in parts that nobody completes. */
  begin(key: string): void {
    this.uploads.push({ key, begun: this.now });
  }

  /** What a listing shows: the current versions that are no markers. */
  listed(): Version[] {
    return [...this.keys.values()].flatMap((versions) => {
      const current = versions.at(-1)!;
      return current.isMarker ? [] : [current];
    });
  }

  /** All there is, markers included. */
  everything(): readonly Version[] {
    return [...this.keys.values()].flat();
  }

  unfinished(): readonly Upload[] {
    return this.uploads;
  }

  /** Lets days pass; the rules run at each midnight. */
  pass(days: number): void {
    const end = this.now + days * day;
    for (let midnight = dueAt(this.now + 1, 0); midnight <= end; midnight += day) {
      this.now = midnight;
      this.run();
    }
    this.now = end;
  }

  private add(version: Omit<Version, "id" | "created">): void {
    this.count += 1;
    const before = this.keys.get(version.key) ?? [];
    this.keys.set(version.key, [...before, { ...version, id: this.count, created: this.now }]);
  }

  /** Keeps the versions for which `stays` holds, told their place among those of their key. */
  private keep(stays: (one: Version, at: number, versions: readonly Version[]) => boolean): void {
    for (const [key, versions] of this.keys) {
      const left = versions.filter(stays);
      if (left.length === 0) this.keys.delete(key);
      else if (left.length < versions.length) this.keys.set(key, left);
    }
  }

  private run(): void {
    for (const rule of this.settings.rules.filter(({ status }) => status === "Enabled")) {
      // What is deleted for good is not moved first; what is moved may be hidden later ("permanent deletion takes precedence").
      this.expireNoncurrent(rule);
      this.move(rule);
      this.expireCurrent(rule);
      this.removeIdleMarkers(rule);
      this.abort(rule);
    }
  }

  private expireNoncurrent({ noncurrentVersionExpiration: expiration, filter }: Rule): void {
    if (expiration === undefined) return;
    const { noncurrentDays, newerNoncurrentVersions = 0 } = expiration;
    this.keep((version, at, versions) => {
      // It is noncurrent since the next one came.
      const next = versions[at + 1];
      if (next === undefined || !fits(version, filter)) return true;
      const newer = versions.length - 2 - at;
      return (
        this.now < dueAt(next.created, noncurrentDays) ||
        newer < newerNoncurrentVersions ||
        version.lockedUntil > this.now
      );
    });
  }

  private move({ transitions = [], filter = {} }: Rule): void {
    const { leastMovedBytes = 131_072 } = this.settings;
    const namesSize =
      filter.objectSizeGreaterThan !== undefined || filter.objectSizeLessThan !== undefined;
    const moved = (one: Version, { days, storageClass }: Transition): Version =>
      !one.isMarker &&
      fits(one, filter) &&
      (namesSize || one.bytes >= leastMovedBytes) &&
      this.now >= dueAt(one.created, days)
        ? { ...one, storageClass }
        : one;
    if (transitions.length === 0) return;
    for (const [key, versions] of this.keys)
      this.keys.set(key, [...versions.slice(0, -1), transitions.reduce(moved, versions.at(-1)!)]);
  }

  private expireCurrent({ expiration, filter }: Rule): void {
    const days = expiration?.days;
    if (days === undefined) return;
    for (const one of this.listed()) {
      if (!fits(one, filter) || this.now < dueAt(one.created, days)) continue;
      if (this.settings.versioned) this.hide(one.key);
      else this.keys.delete(one.key);
    }
  }

  /** A marker under which nothing is left. One that is as old as `days` goes as well, for it then expires as an object does. */
  private removeIdleMarkers({ expiration, filter }: Rule): void {
    const { days, expiredObjectDeleteMarker } = expiration ?? {};
    if (days === undefined && expiredObjectDeleteMarker !== true) return;
    this.keep(
      (one, _at, { length }) =>
        !(one.isMarker && length === 1 && fits(one, filter)) ||
        (expiredObjectDeleteMarker !== true && this.now < dueAt(one.created, days!)),
    );
  }

  private abort({ abortIncompleteMultipartUpload: abort, filter }: Rule): void {
    if (abort === undefined) return;
    this.uploads = this.uploads.filter(
      ({ key, begun }) =>
        !key.startsWith(filter?.prefix ?? "") || this.now < dueAt(begun, abort.daysAfterInitiation),
    );
  }
}

function fits({ key, bytes }: Version, filter: Filter = {}): boolean {
  const { prefix = "", objectSizeGreaterThan = -1, objectSizeLessThan = Infinity } = filter;
  return key.startsWith(prefix) && bytes > objectSizeGreaterThan && bytes < objectSizeLessThan;
}
