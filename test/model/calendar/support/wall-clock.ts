/** What the clocks of a zone read, minute by minute, straight from `Intl`: knows nothing of the model. */
export interface Reading {
  readonly instant: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** ISO number, Monday = 1. */
  readonly weekday: number;
  /** Whether the clocks read the same up to three hours earlier. */
  readonly repeated: boolean;
}

const minute = 60_000;

/** The readings of so many hours. */
export function readings(zone: string, from: number, hours: number): Reading[] {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "full",
    timeStyle: "short",
  });
  const texts = Array.from({ length: hours * 60 }, (_, index) =>
    clock.format(from + index * minute),
  );
  return texts.map((text, index) => ({
    instant: from + index * minute,
    ...read(text),
    repeated: texts.slice(Math.max(0, index - 180), index).includes(text),
  }));
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Reads `Sunday, 8 March 2026 at 03:00`. */
function read(text: string) {
  const parts = /^(\w+),? (\d+) (\w+) \d+ at (\d+):(\d+)$/.exec(text) ?? [];
  const [, weekday = "", day, month = "", hour, minutes] = parts;
  return {
    weekday: weekdays.indexOf(weekday.slice(0, 3)) + 1,
    day: Number(day),
    month: months.indexOf(month.slice(0, 3)) + 1,
    hour: Number(hour),
    minute: Number(minutes),
  };
}
