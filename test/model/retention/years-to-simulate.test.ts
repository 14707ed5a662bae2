import { type WantedRetention } from "../../../model/estate";
import { yearsToSimulate } from "../../../model/retention/years-to-simulate";

describe("the years of a history that prove what is wanted", () => {
  it.each<[wanted: WantedRetention, gapDays: number, heldDays: number, years: number]>([
    // Ten at least: 30 days and 918 of margin are under three.
    [{ days: 30 }, 7, 0, 10],
    // 3,108 days and the margin are 11 times 366, and a day more is one year more.
    [{ days: 3108 }, 7, 0, 11],
    [{ days: 3109 }, 7, 0, 12],
    [{ days: 1 }, 7, 3109, 12],
    [{ days: 3109 }, 7, 1, 12],
    // So many copies, a week from each to the next.
    [{ last: 1000, days: 1 }, 7, 0, 22],
    // A period counts as long as it is, or as the time between two copies where that is longer.
    [{ daily: 4000, days: 1 }, 0.5, 0, 14],
    [{ daily: 1000, days: 1 }, 7, 0, 22],
    [{ weekly: 600, days: 1 }, 1, 0, 14],
    [{ weekly: 300, days: 1 }, 31, 0, 28],
    [{ monthly: 120, days: 30 }, 1, 0, 13],
    [{ monthly: 120, days: 30 }, 62, 0, 23],
    // Years want twelve more.
    [{ yearly: 1, days: 30 }, 1, 0, 16],
    [{ yearly: 9, days: 30 }, 1, 0, 24],
    // All of them together.
    [{ last: 100, daily: 100, weekly: 100, monthly: 12, days: 365 }, 1, 0, 10],
    [{ last: 400, daily: 400, weekly: 100, monthly: 60, days: 365 }, 1, 0, 13],
    // Fifty at most.
    [{ yearly: 35, days: 30 }, 7, 0, 50],
    [{ yearly: 400, days: 30 }, 7, 0, 50],
  ])("of %j, each %d days, held for %d, are %d", (wanted, gapDays, heldDays, years) => {
    expect(yearsToSimulate(wanted, gapDays, heldDays)).toBe(years);
  });
});
