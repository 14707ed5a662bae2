import { weekdays } from "../calendar/weekday";
import { type Window } from "../estate";
import { type ClockChange } from "./clock-change";
import { slotMinutes, slotsBetween, slotsPerDay, slotsPerWeek } from "./week";

/** When in the week a window is open. Openings that touch are one. */
export class OpeningHours {
  /** Slots from each slot of the week until the window closes, in an ordinary week; 0 where it is closed. */
  readonly room: Int16Array;
  /**
   * The same in every week of the year: a job that is running when the clocks go forward must be over before the
   * window closes on that day too, and none begins at a time that is skipped, because it would not run.
   */
  readonly safeRoom: Int16Array;
  /** Slots of the week at which it opens, Monday's first; midnight of Monday if it never closes. */
  readonly openings: readonly number[];
  /** Slots of the week in which it is open, by opening. */
  readonly starts: readonly number[];
  /** Slots of the longest opening. */
  readonly longest: number;
  /** Slots that it is open in the week of the year in which the clocks take most of them. */
  readonly leastInWeek: number;
  /** The most that daily jobs can share in one day; `Infinity` where openings meet, so that a day is no measure. */
  readonly inDay: number;
  /** The same on the day of the year on which it is least. */
  readonly leastInDay: number;

  private constructor(
    /** Slot of the day at which it opens. */
    readonly opensAt: number,
    /** Numbers of the days on which it opens, Monday = 0. */
    readonly days: readonly number[],
    open: Uint8Array,
    changes: readonly ClockChange[],
  ) {
    const forward = changes.filter(({ shift }) => shift > 0);
    const room = roomIn(open);
    this.room = room;
    this.safeRoom = room.map((slots, slot) => safeRoom(slot, slots, forward));
    const before = (slot: number) => room[(slot + slotsPerWeek - 1) % slotsPerWeek];
    const opening = everySlot.filter((slot) => open[slot] === 1 && before(slot) === 0);
    this.openings = opening.length === 0 && open[0] === 1 ? [0] : opening;
    this.starts = this.openings.flatMap((from) =>
      Array.from({ length: room[from]! }, (_, later) => (from + later) % slotsPerWeek),
    );
    this.longest = room.reduce((most, slots) => Math.max(most, slots), 0);
    const skipped = (from: number, slots: number) =>
      Math.max(0, ...forward.map((change) => skippedIn(from, slots, change, open)));
    this.leastInWeek = this.starts.length - skipped(0, slotsPerWeek);
    const shared = daysToShare(this);
    this.inDay = Math.min(...shared.map(([, slots]) => slots));
    this.leastInDay = Math.min(...shared.map(([from, slots]) => slots - skipped(from, slots)));
  }

  /** Of a window, or of the whole week where there is none. What it opens or closes within a slot is rounded to less. */
  static of(window: Window | undefined, changes: readonly ClockChange[]): OpeningHours {
    const open = new Uint8Array(slotsPerWeek);
    if (window === undefined) return new OpeningHours(0, everyDay, open.fill(1), changes);
    const [hours = 0, minutes = 0] = window.from.split(":").map(Number);
    const from = (hours * 60 + minutes) / slotMinutes;
    const first = Math.ceil(from);
    const end = Math.floor(from + (window.hours * 60) / slotMinutes);
    const days = everyDay.filter((day) => window.days.some((name) => name === weekdays[day]));
    for (const day of days) {
      for (let slot = first; slot < end; slot += 1) {
        open[(day * slotsPerDay + slot) % slotsPerWeek] = 1;
      }
    }
    return new OpeningHours(first % slotsPerDay, days, open, changes);
  }
}

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const everySlot = Array.from({ length: slotsPerWeek }, (_, slot) => slot);

/** Slots of the week in which any of them is open, ascending. */
export function openTogether(all: readonly OpeningHours[]): number[] {
  const distinct = [...new Set(all)];
  return everySlot.filter((slot) => distinct.some(({ room }) => room[slot]! > 0));
}

/** First slot and length of what daily jobs share each day: every day, or every opening where these do not meet. */
function daysToShare({ room, openings, days }: OpeningHours): (readonly [number, number])[] {
  if (room[0] === slotsPerWeek) return everyDay.map((day) => [day * slotsPerDay, slotsPerDay]);
  if (openings.length < days.length) return [];
  return openings.map((from) => [from, room[from]!]);
}

/** Open slots that the change skips of those from `from` on. */
function skippedIn(from: number, slots: number, { at, shift }: ClockChange, open: Uint8Array) {
  const skipped = Array.from({ length: shift }, (_, later) => (at + later) % slotsPerWeek);
  return skipped.filter((slot) => open[slot] === 1 && slotsBetween(from, slot) < slots).length;
}

/** Counted back from the closing; twice around, because an opening may pass the week's end. */
function roomIn(open: Uint8Array): Int16Array {
  const room = new Int16Array(slotsPerWeek);
  for (let step = 2 * slotsPerWeek - 1, left = 0; step >= 0; step -= 1) {
    const slot = step % slotsPerWeek;
    left = open[slot] === 1 ? Math.min(left + 1, slotsPerWeek) : 0;
    room[slot] = left;
  }
  return room;
}

function safeRoom(slot: number, room: number, forward: readonly ClockChange[]): number {
  const rooms = forward.map(({ at, shift }) => {
    if (slotsBetween(at, slot) < shift) return 0;
    const before = slotsBetween(slot, at);
    return before < room ? Math.max(before, room - shift) : room;
  });
  return Math.min(room, ...rooms);
}
