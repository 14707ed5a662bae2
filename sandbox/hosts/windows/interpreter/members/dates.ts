import { magnitude, toNumber } from "../conversion/number";
import { toText } from "../conversion/text";
import { DotNetError } from "../errors";
import { DateTime } from "../values/date-time";
import { dayOfWeek } from "../values/enum-value";
import { TimeSpan } from "../values/time-span";
import { type Value } from "../values/value";
import { enumProperties, type StaticType } from "./static-type";

const amount = (args: readonly Value[], place = 0): number =>
  magnitude(toNumber(args[place] ?? null) ?? 0);

const fromUnit = (unit: number) => (_session: unknown, args: readonly Value[]) =>
  new TimeSpan(amount(args) * unit);

function required<T>(value: T | undefined, text: string, type: string): T {
  if (value !== undefined) return value;
  throw new DotNetError(
    "System.FormatException",
    `String '${text}' was not recognized as a valid ${type}.`,
  );
}

const { units } = TimeSpan;

/** `TimeSpan(hours, minutes, seconds)` or with the days before them. */
function timeSpan(args: readonly Value[]): TimeSpan {
  if (args.length === 1) return new TimeSpan(amount(args) / 10_000);
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = args
    .map((_, place) => amount(args, place))
    .reverse();
  return new TimeSpan(
    days * units.Days + hours * units.Hours + minutes * units.Minutes + seconds * units.Seconds,
  );
}

/** Dates and lengths of time. */
export const dateTypes: Readonly<Record<string, StaticType>> = {
  TimeSpan: {
    properties: { Zero: () => new TimeSpan(0) },
    methods: {
      ...Object.fromEntries(
        Object.entries(units).map(([unit, length]) => [`From${unit}`, fromUnit(length)]),
      ),
      Parse: (_session, args) => {
        const text = toText(args[0] ?? null);
        return required(TimeSpan.parse(text), text, "TimeSpan");
      },
    },
    create: (_session, args) => timeSpan(args),
  },
  DateTime: {
    properties: {
      Now: ({ host }) => new DateTime(host.now()),
      UtcNow: ({ host }) => new DateTime(host.now(), "Utc"),
      Today: ({ host }) => new DateTime(host.now() - (host.now() % units.Days)),
    },
    methods: {
      Parse: (_session, args) => {
        const text = toText(args[0] ?? null);
        return required(DateTime.parse(text), text, "DateTime");
      },
    },
  },
  DayOfWeek: { properties: enumProperties(dayOfWeek) },
};
