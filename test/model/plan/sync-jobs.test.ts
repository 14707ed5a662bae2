import { longestGapHours } from "../../../model/calendar/longest-gap";
import { type Estate, type SyncJob } from "../../../model/estate";
import { copyGroups } from "../../../model/plan/copy-group";
import { heldGroups } from "../../../model/plan/held-groups";
import { planSyncJobs, type PlannedSync } from "../../../model/plan/sync-jobs";
import { estate, item, place, protectionClass } from "../../support/plan";

const gapHours = (schedule: string) => longestGapHours(schedule, "UTC");

/** Copies the datastore `main` into `second` every Sunday, unless said otherwise. */
const syncJob = (change: Partial<SyncJob> = {}): SyncJob => ({
  store: "second",
  remoteStore: "main",
  schedule: "sun 12:00",
  ...change,
});

const guest = (vmid: number, kind: "vm" | "ct") => ({
  ...{ vmid, kind, node: "node01", os: "Debian", role: "x", cpus: 1, memoryGB: 1 },
  ...{ disksGB: [200], vlan: 1, classes: ["linux"] },
});

/** A virtual machine at the root of `main`, and a container in its namespace `lab/ct`. */
function lab(syncJobs: Record<string, SyncJob>, change: Partial<Estate> = {}): Estate {
  return estate({
    places: {
      images: place({ store: "main", readMBps: 400 }),
      containers: place({ store: "main", namespace: "lab/ct" }),
      other: place({ store: "second", link: "wan", writeMBps: 200 }),
    },
    classes: {
      linux: protectionClass({ place: "images" }),
      small: protectionClass({ place: "containers" }),
    },
    guests: { vm1: guest(101, "vm"), ct1: guest(102, "ct") },
    pbs: { datastores: { main: {}, second: {} }, syncJobs },
    ...change,
  });
}

const items = [
  item({ name: "vm1", usedGB: 100, dailyChangeGB: 2 }),
  item({ name: "ct1", classes: ["small"], usedGB: 10, dailyChangeGB: 1 }),
];

function planned(syncJobs: Record<string, SyncJob>, change: Partial<Estate> = {}): PlannedSync[] {
  const whole = lab(syncJobs, change);
  return planSyncJobs(whole, heldGroups(whole, copyGroups(whole, items)), gapHours);
}

const brought = (change: Partial<SyncJob>) => planned({ copy: syncJob(change) })[0]!.job.items;

describe("a sync job in the plan", () => {
  it("is a job at its declared time, with both stores, what it copies and how long that takes", () => {
    const [{ job }] = planned({ copy: syncJob() }) as [PlannedSync];

    expect(job).toEqual({
      id: "sync:copy",
      kind: "sync",
      engine: "pbs",
      place: "other",
      sync: { from: "main", into: "second" },
      items: ["ct1", "vm1"],
      schedule: "sun 12:00",
      // A week of 3 GB a day, half as large: 10.5 GB at 200 MB/s, and a minute for each of two groups.
      durationMinutes: 3,
      firstRunMinutes: expect.any(Number),
      resources: ["store:pbs/main", "store:pbs/second"],
    });
    // Five weeks and a month: more than one restore point of each.
    expect(job.firstRunMinutes).toBeGreaterThan(Math.ceil(2 + 55_000 / 200 / 60));
  });

  it("takes as long as the slower store, a single disk where nobody declared one", () => {
    const slow = { ...lab({}).places, images: place({ store: "main", readMBps: 2 }) };
    expect(planned({ copy: syncJob() }, { places: slow })[0]!.job.durationMinutes).toBe(
      Math.ceil(2 + 10_500 / 2 / 60),
    );
    const { images, containers } = lab({}).places;
    const bare = planned(
      { copy: syncJob() },
      { places: { images: images!, containers: containers! } },
    );
    expect(bare[0]!.job.durationMinutes).toBe(Math.ceil(2 + 10_500 / 150 / 60));
  });

  it("needs the disk that a store lies on, once where both lie on it", () => {
    const places = {
      images: place({ store: "main", disk: "nvme" }),
      other: place({ store: "second", disk: "nvme" }),
    };
    const classes = { linux: protectionClass({ place: "images" }) };
    expect(planned({ copy: syncJob() }, { places, classes })[0]!.job.resources).toEqual([
      "disk:nvme",
    ]);
  });

  it("comes from another server over the link of its place, for an hour that is assumed", () => {
    const [{ job, brings }] = planned({
      pulled: syncJob({ remote: "offsite", remoteNs: "lab", ns: "pulled" }),
    }) as [PlannedSync];

    expect(brings).toEqual([]);
    expect(job).toMatchObject({
      sync: { from: "offsite:main/lab", into: "second/pulled" },
      items: [],
      durationMinutes: 60,
      resources: ["link:wan", "store:pbs/second"],
    });
    expect(job).not.toHaveProperty("firstRunMinutes");
  });

  it("is there even where its datastore has no place", () => {
    const { images, containers } = lab({}).places;
    const [{ job }] = planned(
      { copy: syncJob({ remote: "offsite" }) },
      { places: { images: images!, containers: containers! } },
    ) as [PlannedSync];

    expect(job).toMatchObject({ place: "second", resources: ["store:pbs/second"] });
  });
});

describe("what a sync job copies", () => {
  it.each<[string, Partial<SyncJob>, readonly string[]]>([
    ["everything", {}, ["ct1", "vm1"]],
    ["a namespace", { remoteNs: "lab" }, ["ct1"]],
    ["no namespace of a like name", { remoteNs: "la" }, []],
    ["the root alone", { maxDepth: 0 }, ["vm1"]],
    ["not what is deeper", { maxDepth: 1 }, ["vm1"]],
    ["what is as deep", { maxDepth: 2 }, ["ct1", "vm1"]],
    ["what is as deep below its namespace", { remoteNs: "lab", maxDepth: 1 }, ["ct1"]],
    ["a type", { groupFilter: ["type:vm"] }, ["vm1"]],
    ["what is included", { groupFilter: ["include:type:ct"] }, ["ct1"]],
    ["what is not excluded", { groupFilter: ["exclude:group:vm/101"] }, ["ct1"]],
    ["a group that is not excluded", { groupFilter: ["type:vm", "exclude:group:vm/101"] }, []],
    ["one of several", { groupFilter: ["group:vm/7", "group:ct/102"] }, ["ct1"]],
  ])("is %s", (_, change, names) => {
    expect(brought(change)).toEqual(names);
  });

  it("is copied on by the next one, from where the first one put it", () => {
    const chain = {
      first: syncJob({ ns: "a" }),
      next: syncJob({ store: "third", remoteStore: "second", remoteNs: "a/lab" }),
      astray: syncJob({ store: "third", remoteStore: "second", remoteNs: "b" }),
    };
    const found = planned(chain).map(({ name, job }) => [name, job.items]);
    expect(Object.fromEntries(found)).toEqual({ first: ["ct1", "vm1"], next: ["ct1"], astray: [] });
  });

  it("ends where jobs copy round in a circle", () => {
    const circle = { there: syncJob(), back: syncJob({ store: "main", remoteStore: "second" }) };
    expect(planned(circle).map(({ job }) => job.items)).toEqual([
      ["ct1", "vm1"],
      ["ct1", "vm1"],
    ]);
  });
});
