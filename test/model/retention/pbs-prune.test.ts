import { History } from "../../../model/retention/history";
import { type PbsSnapshot, pruneDatastore } from "../../../model/retention/pbs-prune-job";
import { type PbsKeep, PbsPrune } from "../../../model/retention/pbs-prune";
import { day, utc } from "./support/instants";

function snapshot(text: string, more: Partial<PbsSnapshot> = {}): PbsSnapshot {
  return { namespace: "", group: "host/elsa", time: utc(text), ...more };
}

const text = (time: number) => new Date(time).toISOString().slice(0, 16).replace("T", " ");

function marks(snapshots: readonly PbsSnapshot[], keep: PbsKeep, zone = "UTC") {
  return Object.fromEntries(
    pruneDatastore(snapshots, { keep, zone }).map((row) => [text(row.snapshot.time), row.mark]),
  );
}

function kept(times: readonly string[], keep: PbsKeep, zone = "UTC"): string[] {
  const result = marks(
    times.map((time) => snapshot(time)),
    keep,
    zone,
  );
  return times.filter((time) => result[time] !== "remove");
}

// The worked examples that Proxmox Backup Server tests its own prune with (tests/prune.rs).
const fourInAWeek = [
  "2019-12-02 11:59",
  "2019-12-03 11:59",
  "2019-12-04 11:59",
  "2019-12-04 12:59",
];
const overAYear = [
  "2018-11-15 11:59",
  "2019-11-15 11:59",
  "2019-11-21 11:59",
  "2019-11-22 11:59",
  "2019-11-29 11:59",
  "2019-12-01 11:59",
  "2019-12-02 11:59",
  "2019-12-03 11:59",
  "2019-12-04 11:59",
];
const inThreeHours = [
  "2019-11-15 09:39",
  "2019-11-15 10:49",
  "2019-11-15 10:59",
  "2019-11-15 11:39",
  "2019-11-15 11:49",
  "2019-11-15 11:59",
];

describe("Proxmox Backup Server's prune", () => {
  it.each<[string, readonly string[], PbsKeep, readonly string[]]>([
    ["all of the last four", fourInAWeek, { keepLast: 4 }, fourInAWeek],
    ["the last three", fourInAWeek, { keepLast: 3 }, fourInAWeek.slice(1)],
    ["the last one", fourInAWeek, { keepLast: 1 }, fourInAWeek.slice(3)],
    [
      "the newest of each of three days",
      fourInAWeek,
      { keepDaily: 3 },
      ["2019-12-02 11:59", "2019-12-03 11:59", "2019-12-04 12:59"],
    ],
    [
      "the newest of each of two days",
      fourInAWeek,
      { keepDaily: 2 },
      ["2019-12-03 11:59", "2019-12-04 12:59"],
    ],
    [
      "days that the last ones do not cover",
      fourInAWeek,
      { keepLast: 2, keepDaily: 2 },
      fourInAWeek,
    ],
    ["one of a week", fourInAWeek, { keepWeekly: 5 }, fourInAWeek.slice(3)],
    [
      "no more of a week than its day",
      fourInAWeek,
      { keepDaily: 1, keepWeekly: 5 },
      fourInAWeek.slice(3),
    ],
    ["one of a month", fourInAWeek, { keepMonthly: 6 }, fourInAWeek.slice(3)],
    ["one of a year", fourInAWeek, { keepYearly: 7 }, fourInAWeek.slice(3)],
    [
      "one, where week, month and year are one and the same",
      fourInAWeek,
      { keepWeekly: 5, keepMonthly: 6, keepYearly: 7 },
      fourInAWeek.slice(3),
    ],
    ["today", overAYear, { keepDaily: 1 }, overAYear.slice(8)],
    ["the last and the day before", overAYear, { keepLast: 1, keepDaily: 1 }, overAYear.slice(7)],
    [
      "a week only where the days kept nothing of it",
      overAYear,
      { keepDaily: 1, keepWeekly: 1 },
      ["2019-12-01 11:59", "2019-12-04 11:59"],
    ],
    [
      "a month only where neither days nor weeks kept anything of it",
      overAYear,
      { keepDaily: 1, keepWeekly: 1, keepMonthly: 1 },
      // 29 November lies in the week of 1 December and went with it, so November's is the one before.
      ["2019-11-22 11:59", "2019-12-01 11:59", "2019-12-04 11:59"],
    ],
    [
      "a year only where the months kept nothing of it",
      overAYear,
      { keepMonthly: 1, keepYearly: 1 },
      ["2018-11-15 11:59", "2019-12-04 11:59"],
    ],
    [
      "the newest of each of three hours",
      inThreeHours,
      { keepHourly: 3 },
      ["2019-11-15 09:39", "2019-11-15 10:59", "2019-11-15 11:59"],
    ],
    [
      "the newest of each of two hours",
      inThreeHours,
      { keepHourly: 2 },
      ["2019-11-15 10:59", "2019-11-15 11:59"],
    ],
  ])("keeps %s", (_, times, keep, expected) => {
    expect(kept(times, keep)).toEqual(expected);
  });

  it("keeps everything if no option keeps anything", () => {
    expect(kept(fourInAWeek, {})).toEqual(fourInAWeek);
    expect(kept(fourInAWeek, { keepLast: 0, keepWeekly: 0 })).toEqual(fourInAWeek);
  });

  it("neither counts nor removes what is protected", () => {
    const snapshots = [
      snapshot("2019-11-15 09:39", { protected: true }),
      snapshot("2019-11-15 10:39"),
      snapshot("2019-11-15 10:49"),
      snapshot("2019-11-15 10:59", { protected: true }),
    ];
    const expected = {
      "2019-11-15 09:39": "protected",
      "2019-11-15 10:39": "remove",
      "2019-11-15 10:49": "keep",
      "2019-11-15 10:59": "protected",
    };
    expect(marks(snapshots, { keepLast: 1 })).toEqual(expected);
    expect(marks(snapshots, { keepHourly: 1 })).toEqual(expected);
  });

  it("does not let a protected snapshot stand for its week", () => {
    const snapshots = [
      snapshot("2026-11-15 02:00"),
      snapshot("2026-11-21 02:00"),
      snapshot("2026-11-22 02:00", { protected: true }),
    ];
    expect(marks(snapshots, { keepWeekly: 1 })).toEqual({
      "2026-11-15 02:00": "remove",
      "2026-11-21 02:00": "keep",
      "2026-11-22 02:00": "protected",
    });
  });

  it("keeps an unfinished snapshot only while nothing newer is there, and never counts it", () => {
    const newest = [
      snapshot("2019-12-02 11:59", { unfinished: true }),
      snapshot("2019-12-03 11:59"),
      snapshot("2019-12-04 11:59", { unfinished: true }),
    ];
    expect(marks(newest, { keepDaily: 1 })).toEqual({
      "2019-12-02 11:59": "remove",
      "2019-12-03 11:59": "keep",
      "2019-12-04 11:59": "keep-partial",
    });
    const overtaken = [...newest, snapshot("2019-12-05 11:59")];
    expect(marks(overtaken, { keepDaily: 9 })).toMatchObject({ "2019-12-04 11:59": "remove" });
  });

  it("leaves what it marks to stay, and says so in one list where nothing goes", () => {
    const backups = ["2019-12-02 11:59", "2019-12-03 11:59", "2019-12-04 11:59"].map(utc);
    const history = new History({ backups, prunes: [], zone: "UTC" });
    const flags = { unfinished: new Set([0, 2]), protected: new Set<number>() };
    const all = [0, 1, 2];

    expect(new PbsPrune(history, { keepDaily: 1 }, flags).kept(all)).toEqual([1, 2]);
    expect(new PbsPrune(history, { keepDaily: 1 }).marks(all)).toEqual([
      "remove",
      "remove",
      "keep",
    ]);
    expect(new PbsPrune(history, { keepDaily: 3 }).kept(all)).toBe(all);
    expect(new PbsPrune(history, {}).marks(all)).toEqual(["keep", "keep", "keep"]);
  });

  it("puts one monthly snapshot on top of four weekly ones, and that one is only 28 days old", () => {
    const sundays = Array.from(
      { length: 30 },
      (_, week) => utc("2026-11-22 02:00") - week * 7 * day,
    );
    expect(kept(sundays.map(text), { keepWeekly: 4, keepMonthly: 1 })).toEqual([
      "2026-11-22 02:00",
      "2026-11-15 02:00",
      "2026-11-08 02:00",
      "2026-11-01 02:00",
      "2026-10-25 02:00",
    ]);
  });

  it("takes ISO weeks across the end of the year for one", () => {
    expect(
      kept(["2026-12-28 01:00", "2027-01-03 01:00", "2027-01-04 01:00"], { keepWeekly: 3 }),
    ).toEqual(["2027-01-03 01:00", "2027-01-04 01:00"]);
  });

  it("tells days and weeks on the clocks of the server", () => {
    // 01:30 in Berlin on Monday is still Sunday in UTC.
    const night = ["2026-11-22 10:00", "2026-11-22 23:30"];
    expect(kept(night, { keepDaily: 2 }, "UTC")).toEqual(["2026-11-22 23:30"]);
    expect(kept(night, { keepDaily: 2 }, "Europe/Berlin")).toEqual(night);
    expect(kept(night, { keepWeekly: 2 }, "Europe/Berlin")).toEqual(night);
  });

  it("does not care for the order in which snapshots are listed", () => {
    const shuffled = [4, 0, 8, 2, 6, 1, 7, 3, 5].map((at) => overAYear[at] as string);
    const keep = { keepDaily: 1, keepWeekly: 1, keepMonthly: 1 };
    expect(kept(shuffled, keep).sort()).toEqual(kept(overAYear, keep));
  });
});

describe("a prune job", () => {
  const keep = { keepLast: 1 };
  const datastore = [
    snapshot("2026-11-01 01:00", { group: "vm/2014" }),
    snapshot("2026-11-08 01:00", { group: "vm/2014" }),
    snapshot("2026-11-01 02:00", { group: "vm/2015" }),
    snapshot("2026-11-01 03:00", { group: "vm/2014", namespace: "lab" }),
    snapshot("2026-11-01 04:00", { group: "vm/2014", namespace: "lab/old" }),
    snapshot("2026-11-08 04:00", { group: "vm/2014", namespace: "lab/old" }),
    snapshot("2026-11-08 05:00", { group: "vm/2014", namespace: "labour" }),
  ];
  const reached = (job: { namespace?: string; maxDepth?: number }) =>
    pruneDatastore(datastore, { ...job, keep, zone: "UTC" }).map(({ snapshot: of, mark }) => [
      of.namespace,
      of.group,
      text(of.time),
      mark,
    ]);

  it("prunes each group of each namespace on its own", () => {
    expect(reached({})).toEqual([
      ["", "vm/2014", "2026-11-01 01:00", "remove"],
      ["", "vm/2014", "2026-11-08 01:00", "keep"],
      ["", "vm/2015", "2026-11-01 02:00", "keep"],
      ["lab", "vm/2014", "2026-11-01 03:00", "keep"],
      ["lab/old", "vm/2014", "2026-11-01 04:00", "remove"],
      ["lab/old", "vm/2014", "2026-11-08 04:00", "keep"],
      ["labour", "vm/2014", "2026-11-08 05:00", "keep"],
    ]);
  });

  it("reaches the namespaces below its own as deep as it is told", () => {
    const namespaces = (job: { namespace?: string; maxDepth?: number }) => [
      ...new Set(reached(job).map(([namespace]) => namespace)),
    ];
    expect(namespaces({ maxDepth: 0 })).toEqual([""]);
    expect(namespaces({ maxDepth: 1 })).toEqual(["", "lab", "labour"]);
    expect(namespaces({ namespace: "lab" })).toEqual(["lab", "lab/old"]);
    expect(namespaces({ namespace: "lab", maxDepth: 0 })).toEqual(["lab"]);
  });
});
