import { turnUp } from "../../../model/retention/dial";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { day, utc } from "./support/instants";

const start = utc("2026-01-04 06:00");
const spanning = (days: number) =>
  new History({
    backups: Array.from({ length: days + 1 }, (_, at) => start + at * day),
    prunes: [],
    zone: "UTC",
  });
const days = (wanted: number) => ({ days: wanted, counts: [] });

/** Turns the number of daily copies up, and notes which numbers were looked at. */
function turned(history: History, wanted: number, { least = 1, guess = 1 } = {}) {
  const asked = new Set<number>();
  const rule = (value: number) => {
    asked.add(value);
    return newestCopiesRule(history, value);
  };
  const found = turnUp(history, days(wanted), { least, guess, rule });
  return { found, asked: [...asked] };
}

describe("the smallest value that does", () => {
  // Of daily copies, 31 span 30 days.
  it.each([1, 2, 29, 30, 31, 32, 33, 40, 200])("is found from a guess of %d", (guess) => {
    expect(turned(spanning(800), 30, { guess }).found).toMatchObject({
      value: 31,
      proof: { oldestAtLeastDays: 30 },
    });
  });

  it("is the least one allowed where that does", () => {
    expect(turned(spanning(800), 30, { least: 40, guess: 50 }).found).toMatchObject({ value: 40 });
    expect(turned(spanning(800), 30, { least: 40, guess: 1 }).found).toMatchObject({ value: 40 });
  });

  it("is looked for close to a good guess, for to play a history takes long", () => {
    const { found, asked } = turned(spanning(800), 299, { guess: 303 });
    expect(found).toMatchObject({ value: 300 });
    expect(Math.min(...asked)).toBeGreaterThan(290);
  });

  it("is proved by a year after the steady moment, and by a day less no more", () => {
    // 31 copies look back 32 days.
    expect(turned(spanning(366 + 32), 30).found).toMatchObject({ value: 31 });
    expect(turned(spanning(366 + 31), 30).found).toEqual({ neededDays: 366 + 32 });
  });

  it("fails to be found in a history that is too short, which says how long one would have to be", () => {
    expect(turned(spanning(366 + 20), 30, { least: 5, guess: 9 }).found).toEqual({
      neededDays: 366 + 21,
    });
  });
});
