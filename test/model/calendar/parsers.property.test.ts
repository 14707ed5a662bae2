import * as fc from "fast-check";
import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { parseDailyDuration } from "../../../model/calendar/daily-duration";
import { isScheduleFault, type ScheduleFault } from "../../../model/calendar/schedule-fault";
import { tries } from "../../support/random-cases";

const numbers = ["0", "7", "31"];
const parsers: readonly (readonly [
  what: string,
  parse: (text: string) => object | ScheduleFault,
  pieces: readonly string[],
])[] = [
  ["calendar event", parseCalendarEvent, ["mon", "..", ",", "*", "/", "-", ":", " ", "UTC"]],
  ["part of the day", parseDailyDuration, ["mon", "..", ",", "-", ":", " "]],
];

describe("the parser of a schedule", () => {
  it.each(parsers)("of a %s never throws, whatever the text", (_what, parse, pieces) => {
    const likely = fc
      .array(fc.constantFrom(...pieces, ...numbers), { maxLength: 20 })
      .map((some) => some.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), likely), (text) => {
        const parsed = parse(text);
        if (isScheduleFault(parsed)) expect(parsed.reason).not.toBe("");
      }),
      tries(2000),
    );
  });
});
