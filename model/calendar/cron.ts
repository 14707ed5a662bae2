import { firstDate } from "./calendar-day";
import { ascending, everyValue, type Field, inField, stepOf, values } from "./field";
import { months } from "./month";
import { type Schedule } from "./schedule";
import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";
import { weekdays } from "./weekday";
import { type Zone } from "./zone";
import { zonedSchedule } from "./zoned-schedule";

/**
 * A cron expression of five fields as a Kubernetes CronJob reads it. Each list holds the matching values, ascending.
 *
 * Source: robfig/cron v3.0.1, `ParseStandard`, which Kubernetes uses; what it lets pass by accident (empty list
 * elements, `*-5`, signs, steps beyond the field) and what Kubernetes refuses (`TZ=`) or does not document (`@every`)
 * is refused here.
 */
export interface Cron {
  /** As declared. */
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** ISO numbers, Monday = 1 … Sunday = 7. */
  readonly weekdays: readonly number[];
  /** Whether a day need match only one of `days` and `weekdays`: so when neither was written with a `*`. */
  readonly eitherDay: boolean;
}

interface CronField extends Field {
  /** Names that stand for values, the first for `min`. */
  readonly names?: readonly string[];
}

/** The fields in their order. Days of the week count from Sunday = 0; 7 is no day. */
export const cronFields = {
  minutes: { name: "minute", min: 0, max: 59 },
  hours: { name: "hour", min: 0, max: 23 },
  days: { name: "day of the month", min: 1, max: 31 },
  months: { name: "month", min: 1, max: 12, names: months.map(abbreviation) },
  weekdays: {
    name: "day of the week",
    min: 0,
    max: 6,
    names: [...weekdays.slice(-1), ...weekdays.slice(0, -1)].map(abbreviation),
  },
} as const satisfies Record<string, CronField>;

const macros: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const forms = "a number, a name, a-b, any of these with /step, a list of these, or *";

/** Parses `text`; never throws. */
export function parseCron(text: string): Cron | ScheduleFault {
  return faultOf(() => parse(text));
}

/**
 * The expression's runs in a zone, a CronJob's `timeZone`. A time that the clocks skip has no run, one that they
 * repeat runs both times, and what has no run until the end of the fifth year from then on never runs.
 *
 * Source: robfig/cron v3.0.1, `SpecSchedule.Next` and the warning in `doc.go`.
 */
export function cronSchedule(cron: Cron, zone: Zone): Schedule {
  const { minutes, hours, days, weekdays, eitherDay } = cron;
  const schedule = zonedSchedule(
    {
      minutes,
      hours,
      seconds: [0],
      dateFrom: (midnight) =>
        firstDate(({ month, number, weekday }) => {
          const [onDay, onWeekday] = [days.includes(number), weekdays.includes(weekday)];
          return (
            cron.months.includes(month) && (eitherDay ? onDay || onWeekday : onDay && onWeekday)
          );
        }, midnight),
    },
    zone,
    "both",
  );
  const year = (instant: number) => new Date(zone.wallTime(instant)).getUTCFullYear();
  return {
    next(after) {
      const run = schedule.next(after);
      return run === undefined || year(run) > year(after + 1000) + 5 ? undefined : run;
    },
  };
}

function parse(text: string): Cron {
  const parts = spelled(text.trim()).split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = parts;
  if (parts.length !== 5) {
    throw new Refusal(
      `"${text}" has not the five fields minute, hour, day of the month, month, day of the week; ` +
        "a time zone goes into the CronJob's timeZone",
    );
  }
  const days = parseField(day, cronFields.days);
  const onWeekdays = parseField(weekday, cronFields.weekdays);
  return {
    text,
    minutes: parseField(minute, cronFields.minutes).values,
    hours: parseField(hour, cronFields.hours).values,
    days: days.values,
    months: parseField(month, cronFields.months).values,
    weekdays: ascending(onWeekdays.values.map((number) => (number === 0 ? 7 : number))),
    eitherDay: !days.star && !onWeekdays.star,
  };
}

function spelled(text: string): string {
  if (!text.startsWith("@")) return text;
  const fields = Object.hasOwn(macros, text) ? macros[text] : undefined;
  if (fields !== undefined) return fields;
  throw new Refusal(`"${text}" is not one of ${Object.keys(macros).join(", ")}`);
}

function parseField(text: string, field: CronField) {
  const terms = text.split(",").map((term) => parseTerm(term, field));
  return {
    values: ascending(terms.flatMap((term) => term.values)),
    star: terms.some(({ star }) => star),
  };
}

function parseTerm(text: string, field: CronField): { values: number[]; star: boolean } {
  const [, range = text, stepText] = /^(.*)\/(\d+)$/.exec(text) ?? [];
  const step = stepText === undefined ? 1 : stepOf(stepText, field);
  if (range === "*" || range === "?") {
    return { values: everyValue(field).filter((_, index) => index % step === 0), star: step === 1 };
  }
  const [first = "", last, ...more] = range.split("-");
  if (more.length > 0) throw new Refusal(`"${text}" is more than one range`);
  const from = valueOf(first, field);
  const openEnd = stepText === undefined ? from : field.max;
  const to = last === undefined ? openEnd : valueOf(last, field);
  if (from > to) throw new Refusal(`the range ${range} of the ${field.name} runs backwards`);
  return { values: values(from, to, step), star: false };
}

function valueOf(text: string, field: CronField): number {
  const index = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return index < 0 ? inField(text, field, forms) : field.min + index;
}

function abbreviation(name: string): string {
  return name.slice(0, 3);
}
