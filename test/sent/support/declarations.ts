import fc from "fast-check";
import { setAt, testSecrets } from "../../support/lab";
import { labConfiguration } from "../../support/lab";

type Tree = Record<string, unknown>;

/** What is changed of the lab, by path below `backup:`. */
export type Change = Readonly<Record<string, unknown>>;

const count = (most: number) =>
  fc.option(fc.integer({ min: 1, max: most }), { nil: undefined, freq: 2 });

const retention = fc.record({
  last: count(6),
  daily: count(10),
  weekly: count(8),
  monthly: count(12),
  yearly: count(2),
  days: fc.integer({ min: 1, max: 90 }),
});

const promises = { rpoHours: 8784, rtoHours: 8784 };

const window = fc.record({
  days: fc.constantFrom(["saturday"], ["sunday"], ["friday", "saturday"]),
  from: fc.constantFrom("00:30", "01:00", "02:15", "12:00"),
  hours: fc.constantFrom(9, 11),
});

const nights = (hours: number) => ({
  days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  from: "00:30",
  hours,
});

/** The lab with other wishes, frequencies, windows, zones, classes of storage, locks and namespaces. */
export const changes: fc.Arbitrary<Change> = fc
  .record({
    zone: fc.constantFrom("America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"),
    weekend: window,
    images: retention,
    containers: retention,
    files: retention,
    dumps: retention,
    offsite: fc.record({
      weekly: count(6),
      monthly: count(12),
      days: fc.integer({ min: 1, max: 400 }),
    }),
    offsiteRuns: fc.constantFrom("daily", "weekly", "monthly"),
    versions: fc.integer({ min: 1, max: 200 }),
    imagesRun: fc.constantFrom("daily", "weekly", "monthly"),
    filesRun: fc.constantFrom("daily", "weekly", "monthly"),
    storageClass: fc.constantFrom(
      "STANDARD",
      "STANDARD_IA",
      "GLACIER_IR",
      "GLACIER",
      "DEEP_ARCHIVE",
    ),
    lockDays: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    encrypted: fc.boolean(),
    namespaced: fc.boolean(),
  })
  .map((drawn) => ({
    "site.timezone": drawn.zone,
    "windows.weekend-night": drawn.imagesRun === "daily" ? nights(11) : drawn.weekend,
    "windows.veeam-night": drawn.filesRun === "daily" ? nights(8) : drawn.weekend,
    "places.pbs-vm.capacityGB": 1_000_000,
    ...(drawn.namespaced
      ? {
          "places.pbs-ct.store": "vm-backup",
          "places.pbs-ct.namespace": "ct/lab",
          "pbs.users.pve@pbs.grants": [{ path: "/datastore/vm-backup", role: "DatastoreBackup" }],
        }
      : {}),
    "classes.guest-image.retention": drawn.images,
    "classes.guest-image.frequency": drawn.imagesRun,
    "classes.guest-image.rpoHours": promises.rpoHours,
    "classes.guest-image.rtoHours": promises.rtoHours,
    "classes.guest-image.offsite.retention": drawn.offsite,
    "classes.guest-image.offsite.frequency": drawn.offsiteRuns,
    "classes.guest-image.offsite.window": drawn.offsiteRuns === "daily" ? "always" : "weeknights",
    // No lock below what is kept, which is refused, nor so far above it that somebody has to confirm it.
    "classes.guest-image.offsite.lockDays":
      drawn.lockDays &&
      Math.min(Math.max(drawn.lockDays, drawn.offsite.days), 4 * drawn.offsite.days),
    "classes.container-image.retention": drawn.containers,
    "classes.container-image.rpoHours": promises.rpoHours,
    "classes.database-dump.retention": drawn.dumps,
    "classes.database-dump.rpoHours": promises.rpoHours,
    "classes.database-dump.rtoHours": promises.rtoHours,
    "classes.windows-files.retention": drawn.files,
    "classes.windows-files.frequency": drawn.filesRun,
    "classes.windows-files.rpoHours": promises.rpoHours,
    "classes.windows-files.rtoHours": promises.rtoHours,
    "classes.research-data.retention": { days: drawn.versions },
    "places.vm-archive.storageClass": drawn.storageClass,
    "places.veeam-repository.encryption": drawn.encrypted ? "aes-256" : "none",
    "places.veeam-repository.unencrypted": drawn.encrypted
      ? undefined
      : { reason: "moved to another server", expires: "2099-12-31" },
    "guests.box": {
      ...{ vmid: 9001, kind: "ct", node: "node01", os: "Debian 12", role: "box", vlan: 20 },
      ...{ cpus: 1, memoryGB: 1, disksGB: [8], usedGB: 4, classes: ["container-image"] },
    },
  }));

/** Paths of which a key has a dot or an at sign of its own. */
const keysOf = (path: string): string[] => path.split(".");

/** Sections of a declaration, changed. */
export function changed(sections: Tree, change: Change): void {
  for (const [path, value] of Object.entries(change)) {
    const keys = keysOf(path);
    if (value === undefined) setAt(sections, keys.join("."), undefined);
    else setAt(sections, keys.join("."), value);
  }
}

/** The same as configuration of a stack. */
export function configurationOf(change: Change): Record<string, string> {
  return labConfiguration((declaration) => {
    const sections: Tree = {};
    for (const key of Object.keys(declaration))
      sections[key.replace(/^backup:/, "")] = declaration[key];
    changed(sections, change);
    for (const key of Object.keys(sections)) declaration[`backup:${key}`] = sections[key];
    declaration["backup:secrets"] = structuredClone(testSecrets);
  });
}
