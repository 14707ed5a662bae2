import { parseCalendarEvent } from "../../proxmox/calendar/calendar-event";
import { nextRun } from "../../proxmox/calendar/next-run";
import type { Endpoint } from "../api/endpoint";
import { formats } from "../schema/formats";

/** One future run. */
interface Run {
  /** Seconds of the Unix epoch. */
  readonly timestamp: number;
  /** The same moment in UTC, for example `2026-11-22 01:00:00 UTC`. */
  readonly utc: string;
}

/** `/cluster/jobs/schedule-analyze`: when a calendar event comes round. Default: the next 10 times from now. */
export const scheduleEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/cluster/jobs/schedule-analyze",
    parameters: {
      schedule: { type: "string", format: formats.calendarEvent, maxLength: 128, required: true },
      iterations: { type: "integer", minimum: 1, maximum: 100 },
      starttime: { type: "integer" },
    },
    handle: ({ schedule, iterations = 10, starttime = Math.floor(Date.now() / 1000) }) =>
      runs(String(schedule), Number(iterations), Number(starttime)),
  },
];

function runs(schedule: string, iterations: number, start: number): readonly Run[] {
  const event = parseCalendarEvent(schedule);
  const found: Run[] = [];
  let next = nextRun(event, start);
  while (next !== undefined && found.length < iterations) {
    found.push({ timestamp: next, utc: utcText(next) });
    next = nextRun(event, next);
  }
  return found;
}

function utcText(timestamp: number): string {
  return `${new Date(timestamp * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
