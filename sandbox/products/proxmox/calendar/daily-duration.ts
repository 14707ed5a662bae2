import {
  afterBlanks,
  literal,
  Misfit,
  numberBelow,
  optional,
  prefixed,
  type Reader,
  readWhole,
} from "./parts";
import { weekdayFrom, weekdayList } from "./weekdays";

/** A part of some days: minutes since midnight, the end excluded. Without weekdays it is of every day. */
export interface DailyDuration {
  readonly weekdays: ReadonlySet<number> | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads `[WEEKDAYS] HH[:MM]-HH[:MM]` as the products do (proxmox-time, `daily_duration.rs`).
 *
 * @throws Error `unable to parse daily duration at …`
 */
export function parseDailyDuration(text: string): DailyDuration {
  return readWhole("daily duration", duration, text);
}

const duration: Reader<DailyDuration> = (text) => {
  const [weekdays, behind] = /^[A-Za-z]/.test(text) ? weekdayList(text) : [undefined, text];
  const [start, dash] = time(weekdays === undefined ? behind : afterBlanks(behind));
  const from = afterBlanks(literal("-")(afterBlanks(dash))[1]);
  const [end, rest] = time(from);
  if (start > end) throw new Misfit(from, 'Context("end time before start time")');
  return [{ weekdays, start, end }, rest];
};

const time: Reader<number> = (text) => {
  const [hour, behind] = numberBelow(24)(text);
  const [minute = 0, rest] = optional(prefixed(":", numberBelow(60)), behind);
  return [hour * 60 + minute, rest];
};

/** Whether a moment of local time lies in `duration`. */
export function isWithin({ weekdays, start, end }: DailyDuration, moment: Date): boolean {
  const minutes = moment.getHours() * 60 + moment.getMinutes();
  const onDay = weekdays?.has(weekdayFrom(moment.getDay())) ?? true;
  return onDay && minutes >= start && minutes < end;
}
