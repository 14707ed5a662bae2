import { planCapacity } from "../../../model/plan/capacity";
import { capacityFindings } from "../../../model/plan/capacity-findings";
import { type Place } from "../../../model/estate";
import { type PlannedCopy, type PlannedItem } from "../../../model/plan/plan";
import { planOf, soundEstate } from "../../support/planned-estate";
import { copy, item, place, sizing, provenRetention, unprovenRetention } from "../../support/plan";

const nothing = { copies: [], unknown: [] };
const today = "2026-11-24";

type Places = Readonly<Record<string, Place>>;

function capacity(places: Places, items: PlannedItem[], copies: PlannedCopy[], growing = sizing) {
  return planCapacity({ places, sizing: growing }, items, copies, nothing, today);
}

const found = (places: Places, copies: PlannedCopy[]) =>
  capacityFindings(capacity(places, [item()], copies));

const store = (capacityGB: number) => ({ store: place({ capacityGB }) });

function findings(storedGB: number, measured = true) {
  return capacityFindings(capacity(store(1000), [item({ measured })], [copy({ storedGB })]));
}

describe("a replica of MinIO, to which no deletion comes", () => {
  const sound = soundEstate();
  const planned = (place: string) => {
    const limited = { ...sound.places[place]!, capacityGB: 50_000 };
    const { capacity, findings } = planOf(
      soundEstate({ places: { ...sound.places, [place]: limited } }),
    );
    const path = `backup:places.${place}.capacityGB`;
    return {
      growing: capacity.find((one) => one.path === path)?.growing,
      messages: findings.filter((one) => one.path === path).map(({ message }) => message),
    };
  };

  it("is never said to be large enough for ever", () => {
    expect(planned("objects")).toEqual({
      growing: ["research"],
      messages: [
        expect.stringContaining("what is deleted at the source of research stays there for good"),
      ],
    });
    expect(planned("store").growing).toEqual([]);
  });
});

describe("the capacity of a store", () => {
  it.each([
    [749, undefined],
    [750, "warning vm-backup will be fuller than the lab wants its stores to be"],
    [900, "warning vm-backup will be critically full"],
    [1000, "warning vm-backup will be critically full"],
    [1001, "error vm-backup cannot hold what is planned for it"],
  ])("with %p of 1000 GB is %p", (storedGB, expected) => {
    const [finding] = findings(storedGB);
    expect(finding && `${finding.severity} ${finding.message}`).toBe(expected);
  });

  it("warns only, while sizes are estimated", () => {
    expect(findings(5000, false)).toEqual([
      {
        severity: "warning",
        path: "backup:places.store.capacityGB",
        message: "vm-backup cannot hold what is planned for it, as far as sizes are estimated",
        got: "5000 GB of 1000 GB (500 %); at the earliest 75 % on 2026-11-24, 90 % on 2026-11-24, 100 % on 2026-11-24",
        allowed: "below 75 %; 90 % is critical",
        fix: expect.stringContaining("measure"),
      },
    ]);
  });

  it("is shared by places in one store, the smallest figure counting", () => {
    const places = {
      a: place({ capacityGB: 1000, namespace: "a" }),
      b: place({ capacityGB: 900, namespace: "b" }),
      other: place({ capacityGB: 1, engine: "veeam" }),
    };
    const copies = [
      copy({ place: "a", storedGB: 500 }),
      copy({ place: "b", storedGB: 500, class: "b" }),
    ];
    expect(found(places, copies)).toMatchObject([
      {
        path: "backup:places.b.capacityGB",
        got: expect.stringMatching(/^1000 GB of 900 GB \(112 %\)/),
      },
    ]);
  });

  it("is shared by the stores of one disk, whose places need not all declare it", () => {
    const places = {
      images: place({ capacityGB: 1000, store: "vm-backup", disk: "nvme1" }),
      containers: place({ store: "container-backup", disk: "nvme1" }),
      elsewhere: place({ store: "other", disk: "nvme2" }),
    };
    const copies = [
      copy({ place: "images", storedGB: 600 }),
      copy({ place: "containers", storedGB: 500, class: "b" }),
      copy({ place: "elsewhere", storedGB: 5000, class: "c" }),
    ];
    expect(found(places, copies)).toMatchObject([
      {
        path: "backup:places.images.capacityGB",
        message: "disk nvme1 (container-backup, vm-backup) cannot hold what is planned for it",
        got: expect.stringMatching(/^1100 GB of 1000 GB \(111 %\)/),
      },
    ]);
  });

  it("does not matter where there is no limit", () => {
    expect(capacity({ store: place() }, [item()], [copy()])).toEqual([]);
  });
});

describe("a store that fills up", () => {
  // A full and a hundredth of it for each day: 163 after nine weeks, of which 100 are there at once.
  const growing = copy({ storedGB: 163 });
  const passes = (capacityGB: number, change: Partial<PlannedCopy> = {}) =>
    capacity(store(capacityGB), [item()], [{ ...growing, ...change }])[0]!.passes;

  it("passes each level on the first day on which it holds as much", () => {
    // 150, 180 and more than 200 GB: 50 days, and never.
    expect(passes(200)).toEqual([
      { percent: 75, date: "2027-01-13" },
      { percent: 90 },
      { percent: 100 },
    ]);
    // 90 and 108 GB; 120 is not yet more than it holds.
    expect(passes(120).map(({ date }) => date)).toEqual([
      ...["2026-11-24", "2026-12-02", "2026-12-15"],
    ]);
  });

  it("grows no more once its history is as long as promised, if that is sooner", () => {
    const retention = provenRetention({ steadyAfterDays: 40 });
    // What the whole history takes is there then, whatever made it grow faster.
    expect(passes(200, { retention })[0]).toEqual({ percent: 75, date: "2027-01-03" });
  });

  it("is told month by month until it grows no more", () => {
    const [growth] = capacity(store(1000), [item()], [growing]);
    expect(growth?.months).toEqual([
      { date: "2026-11-24", storedGB: 100 },
      { date: "2026-12-24", storedGB: 130 },
      { date: "2027-01-24", storedGB: 161 },
      { date: "2027-02-24", storedGB: 163 },
    ]);
  });

  it("is a warning of its own where nothing is proven of how long copies are kept", () => {
    const retention = unprovenRetention;
    expect(found(store(1000), [{ ...growing, retention }])).toMatchObject([
      {
        severity: "warning",
        path: "backup:places.store.capacityGB",
        message: expect.stringContaining("nothing is proven of how many copies of linux there are"),
      },
    ]);
  });
});
