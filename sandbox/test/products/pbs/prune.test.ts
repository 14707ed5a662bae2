import {
  type KeepOptions,
  keepsSomething,
  type Prunable,
  pruneMarks,
} from "../../../products/pbs/retention/prune";

const day = 86_400_000;

/** Backups at 02:00 local time, every `every` days from Sunday 4 January 2026. */
const backup = (index: number, every: number): Prunable => ({
  time: new Date(2026, 0, 4 + index * every, 2),
  finished: true,
  protected: false,
});

const localDate = (time: Date) =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

const days = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / day);

/** Prunes after each backup, for `years` years; figures of the settled state. */
function simulate(every: number, keep: KeepOptions, years: number) {
  let kept: Prunable[] = [];
  const oldest: number[] = [];
  const deleted: number[] = [];
  let most = 0;
  const runs = Math.floor((years * 365) / every);
  for (let index = 0; index < runs; index += 1) {
    const now = backup(index, every).time;
    const marks = pruneMarks([...kept, backup(index, every)], keep);
    kept = marks.filter(({ mark }) => mark === "keep").map(({ snapshot }) => snapshot);
    deleted.push(
      ...marks
        .filter(({ mark }) => mark === "remove")
        .map(({ snapshot }) => days(snapshot.time, now)),
    );
    if (index < runs / 10) continue;
    oldest.push(Math.max(...kept.map(({ time }) => days(time, now))));
    most = Math.max(most, kept.length);
  }
  return {
    snapshots: most,
    oldest: [Math.min(...oldest), Math.max(...oldest)],
    youngestDeleted: Math.min(...deleted),
  };
}

describe("the prune algorithm", () => {
  it("keeps, on Sunday 22 November 2026, four weeks and one more month on top of them", () => {
    const sundays = Array.from({ length: 47 }, (_, index) => backup(index, 7));
    const kept = pruneMarks(sundays, { weekly: 4, monthly: 1 })
      .filter(({ mark }) => mark === "keep")
      .map(({ snapshot }) => localDate(snapshot.time));
    expect(kept).toEqual(["2026-11-22", "2026-11-15", "2026-11-08", "2026-11-01", "2026-10-25"]);
  });

  it.each([
    ["weekly", 7, { weekly: 4 }, 4, [21, 21], 28],
    ["weekly", 7, { weekly: 4, monthly: 1 }, 5, [28, 56], 28],
    ["weekly", 7, { weekly: 5 }, 5, [28, 28], 35],
    ["weekly", 7, { weekly: 5, monthly: 1 }, 6, [35, 63], 35],
    ["daily", 1, { weekly: 4, monthly: 1 }, 5, [22, 56], 1],
    ["daily", 1, { daily: 7, weekly: 4, monthly: 1 }, 12, [35, 69], 7],
    ["daily", 1, { daily: 30 }, 30, [29, 29], 30],
  ])(
    "on a %s backup (every %d days) with %j keeps %d snapshots",
    (_, every, keep, snapshots, oldest, youngestDeleted) => {
      expect(simulate(every, keep, 30)).toEqual({ snapshots, oldest, youngestDeleted });
    },
  );

  it("keeps protected snapshots outside the count", () => {
    const four = Array.from({ length: 4 }, (_, index) => backup(index, 1));
    const last = four.map((snapshot, index) => ({
      ...snapshot,
      protected: index === 0 || index === 3,
    }));
    expect(pruneMarks(last, { last: 1 }).map(({ mark }) => mark)).toEqual([
      "keep protected",
      "keep",
      "remove",
      "keep protected",
    ]);
  });

  it("keeps an unfinished snapshot until a later one is finished", () => {
    const finished = [true, false, true, false].map((done, index) => ({
      ...backup(index, 1),
      finished: done,
    }));
    expect(pruneMarks(finished, { last: 1 }).map(({ mark }) => mark)).toEqual([
      "keep partial",
      "keep",
      "remove",
      "remove",
    ]);
  });

  it("puts the days around New Year into one ISO week", () => {
    const dates = [new Date(2026, 11, 28, 2), new Date(2027, 0, 3, 2), new Date(2027, 0, 4, 2)];
    const marks = pruneMarks(
      dates.map((time) => ({ time, finished: true, protected: false })),
      { weekly: 3 },
    );
    expect(marks.map(({ snapshot, mark }) => [localDate(snapshot.time), mark])).toEqual([
      ["2027-01-04", "keep"],
      ["2027-01-03", "keep"],
      ["2026-12-28", "remove"],
    ]);
  });

  it("keeps nothing by itself, so that a job must check", () => {
    expect(keepsSomething({})).toBe(false);
    expect(keepsSomething({ yearly: 1 })).toBe(true);
  });
});
