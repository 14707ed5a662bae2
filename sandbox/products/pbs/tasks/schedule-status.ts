import { parseCalendarEvent } from "../../proxmox/calendar/calendar-event";
import { nextRun } from "../../proxmox/calendar/next-run";
import { type Row } from "../command-line/output";
import { type Value } from "../schema/schema";
import { readState } from "./job-state";

/** How a job's last run ended and when the next is due; of a job that never ran only the latter. */
export function scheduleStatus(type: string, name: string, schedule: Value | undefined): Row {
  const { row, since } = lastRun(type, name);
  const due =
    schedule === undefined ? undefined : nextRun(parseCalendarEvent(String(schedule)), since);
  return { ...row, ...(due === undefined ? {} : { "next-run": due }) };
}

/** The last run's columns, and the moment (Unix seconds) from which the next one is counted. */
function lastRun(type: string, name: string): { readonly row: Row; readonly since: number } {
  const state = readState(type, name);
  if (state === undefined) return { row: {}, since: Math.floor(Date.now() / 1000) };
  if ("created" in state) return { row: {}, since: state.created.time };
  const { upid, state: end } = state.finished;
  const ended = "OK" in end ? end.OK.endtime : end.Error.endtime;
  return {
    row: {
      "last-run-endtime": ended,
      "last-run-state": "OK" in end ? "OK" : end.Error.message,
      "last-run-upid": upid,
    },
    since: ended,
  };
}
