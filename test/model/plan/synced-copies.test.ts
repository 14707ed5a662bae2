import { type SyncJob } from "../../../model/estate";
import { planCapacity } from "../../../model/plan/capacity";
import { type HeldGroup } from "../../../model/plan/held-groups";
import { type PlannedCopy } from "../../../model/plan/plan";
import { type PlannedSync } from "../../../model/plan/sync-jobs";
import { broughtBy } from "../../../model/plan/synced-copies";
import { copy, estate, item, job, place } from "../../support/plan";

const places = {
  store: place(),
  second: place({ store: "second", capacityGB: 1000 }),
  other: place({ store: "second", namespace: "lab" }),
};
const lab = estate({ places });
const items = [item(), item({ name: "guest02" })];
const copies = [copy(), copy({ item: "guest02", job: "linux-node02" }), copy({ class: "else" })];

const held = (namespace?: string): HeldGroup => ({
  ...{ class: "linux", items, wanted: { days: 30 }, namespace },
  ...{ engine: "pbs", rhythm: { intervalDays: 7, longestDays: 7, missing: 0 } },
});

function sync(change: Partial<SyncJob> = {}, brings = [held()], into = "second"): PlannedSync {
  const declared = { store: "second", remoteStore: "vm-backup", schedule: "sun 12:00", ...change };
  const planned = job({ id: "sync:copy", kind: "sync", place: into });
  const fixed = { id: "sync:copy", path: "", resources: [], runs: [], slots: 1 };
  return { name: "copy", declared, job: planned, brings, fixed };
}

function filled(syncs: PlannedSync[], all: PlannedCopy[] = copies) {
  const brought = broughtBy(lab, syncs, all, items);
  return planCapacity(lab, items, all, brought, "2026-11-24").find(
    ({ resource }) => resource === "store:pbs/second",
  )!;
}

describe("what a sync job brings", () => {
  it("takes as much as in its source, and nothing is proven of how long", () => {
    expect(filled([])).toMatchObject({ storedGB: 0, unproven: [] });
    expect(filled([sync()])).toMatchObject({ storedGB: 160, unproven: ["linux"] });
  });

  it("is counted beside what is backed up there", () => {
    const own = copy({ place: "second", class: "else", storedGB: 30 });
    // It comes to lie in a namespace that this one's prune job does not look at.
    expect(filled([sync({ ns: "x" }, [held("x")])], [...copies, own])).toMatchObject({
      storedGB: 190,
      unproven: ["linux"],
    });
  });

  it("is kept as long as what is pruned in the very namespace", () => {
    const history = { restorePoints: 2, intervalDays: 7, spanDays: 40 };
    const own = copy({ place: "other", class: "else", storedGB: 30, history });
    // A full and 40 days of 1 GB, half as large, of each of two guests.
    expect(filled([sync({ ns: "lab" }, [held("lab")])], [...copies, own])).toMatchObject({
      storedGB: 30 + 2 * 70,
      unproven: [],
    });
  });

  it("is unknown where it comes from another server", () => {
    expect(filled([sync({ remote: "offsite" }, [])])).toMatchObject({
      storedGB: 0,
      unproven: ["sync:copy"],
    });
  });

  it("takes no room of a place where the datastore has none", () => {
    expect(broughtBy(lab, [sync({}, [held()], "third")], copies, items)).toEqual({
      copies: [],
      unknown: [],
    });
  });
});
