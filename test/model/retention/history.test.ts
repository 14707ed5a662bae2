import { closedChains } from "../../../model/retention/chains";
import { History, type Instants } from "../../../model/retention/history";
import { day, hour, utc } from "./support/instants";

// A Thursday.
const start = utc("2026-01-01 06:00");
const daily = (count: number) => Array.from({ length: count }, (_, at) => start + at * day);
const historyOf = (given: Partial<Instants>) =>
  new History({ backups: [], prunes: [], zone: "UTC", ...given });

describe("a history", () => {
  it("has each instant once, in the order of time", () => {
    const [first = 0, second = 0, third = 0] = daily(3);
    expect(historyOf({ backups: [third, first, second, first] }).backups).toEqual([
      first,
      second,
      third,
    ]);
    expect(historyOf({ backups: [first, second, second, third] }).backups).toEqual([
      first,
      second,
      third,
    ]);
  });

  it("copies no list that is in order already, for there are thousands of them", () => {
    const backups = daily(3);
    expect(historyOf({ backups }).backups).toBe(backups);
  });

  it("has no prune before the first backup and none after the last, with which it ends", () => {
    const backups = daily(3);
    const prunes = [start - hour, start, start + hour, start + 2 * day, start + 2 * day + hour];
    expect(historyOf({ backups, prunes }).prunes).toEqual([start, start + hour, start + 2 * day]);
  });

  it("has every backup and every prune as an event, once", () => {
    const [first = 0, second = 0] = daily(2);
    const prunes = [first + hour, second];
    expect(historyOf({ backups: [first, second], prunes }).events).toEqual([
      first,
      first + hour,
      second,
    ]);
  });

  it("has the midnights UTC between its first backup and its last", () => {
    expect(historyOf({ backups: daily(3) }).midnights).toEqual([
      utc("2026-01-02 00:00"),
      utc("2026-01-03 00:00"),
    ]);
    const atMidnight = [utc("2026-01-02 00:00"), utc("2026-01-03 00:00")];
    expect(historyOf({ backups: atMidnight }).midnights).toEqual(atMidnight);
    expect(historyOf({ backups: [start, start + hour] }).midnights).toEqual([]);
  });

  it("numbers periods from that of the first backup on", () => {
    // The Sunday before the new ISO week, the Monday that begins it, and the last of the month.
    const backups = ["2026-01-04 06:00", "2026-01-05 06:00", "2026-01-31 06:00"].map(utc);
    const history = historyOf({ backups });
    expect([...history.numbers("daily")]).toEqual([0, 1, 27]);
    expect([...history.numbers("weekly")]).toEqual([0, 1, 4]);
    expect([...history.numbers("monthly")]).toEqual([0, 0, 0]);
  });

  it("knows the longest time without a backup, wherever it lies", () => {
    const backups = [start, start + day, start + 8 * day, start + 9 * day];
    expect(historyOf({ backups }).widestGap).toBe(7 * day);
    expect(historyOf({ backups: [start] }).widestGap).toBe(0);
  });

  it("knows the longest time without a full backup, counting the one that goes on at its end", () => {
    const backups = daily(21);
    const fulls = (...days: number[]) => days.map((at) => start + at * day);
    expect(historyOf({ backups, fulls: fulls(0, 9, 16) }).widestChain).toBe(9 * day);
    expect(historyOf({ backups, fulls: fulls(0, 7) }).widestChain).toBe(13 * day);
  });
});

describe("the chains of a history", () => {
  it("begin with the first backup of each ISO week where nothing says which are full", () => {
    // From Thursday to Tuesday: the week of Monday the 5th is the second chain.
    expect([...historyOf({ backups: daily(6) }).chains]).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it("begin with the full backups, and with the first one, which has nothing to build on", () => {
    const backups = daily(6);
    const fulls = [start + 2 * day, start + 5 * day];
    const history = historyOf({ backups, fulls });
    expect([...history.chains]).toEqual([0, 0, 1, 1, 1, 2]);
    expect(backups.map((_, at) => history.isFull(at))).toEqual([
      ...[true, false, true, false, false, true],
    ]);
    expect([...historyOf({ backups, fulls: [start, ...fulls] }).chains]).toEqual([
      0, 0, 1, 1, 1, 2,
    ]);
  });

  it("are closed once a newer one is there: the newest still grows", () => {
    const history = historyOf({ backups: daily(6), fulls: [start + 2 * day, start + 5 * day] });
    expect([...closedChains(history, [0, 1, 2, 3, 4, 5])]).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
    // What is left of a chain is a chain still.
    expect([...closedChains(history, [0, 3, 4])]).toEqual([[0]]);
    expect([...closedChains(history, [2, 3, 4])]).toEqual([]);
    expect([...closedChains(history, [])]).toEqual([]);
  });
});
