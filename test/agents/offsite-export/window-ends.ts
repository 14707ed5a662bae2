import { type ExportWindow } from "../../../components/offsite/units";

const newYork = "America/New_York";
const weeknights: ExportWindow = {
  days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
  ...{ from: "22:00", minutes: 600, timezone: newYork },
};

/** When a window that is declared closes, if it is open at a moment; on whichever system. */
export const windowEnds: readonly (readonly [
  when: string,
  window: ExportWindow,
  now: string,
  end: string,
])[] = [
  ["before it opens", weeknights, "2026-11-24T02:59:58Z", "closed"],
  ["in the evening", weeknights, "2026-11-24T03:00:02Z", "2026-11-24T13:00:00.000Z"],
  [
    "in the morning of the next day",
    weeknights,
    "2026-11-28T12:59:00Z",
    "2026-11-28T13:00:00.000Z",
  ],
  ["after it closed", weeknights, "2026-11-28T13:00:02Z", "closed"],
  ["on a day without it", weeknights, "2026-11-29T04:00:00Z", "closed"],
  [
    "in a window that meets the next day's, to the end of the last",
    { days: ["saturday", "sunday"], from: "00:00", minutes: 1440, timezone: "UTC" },
    "2026-11-28T12:00:00Z",
    "2026-11-30T00:00:00.000Z",
  ],
  [
    "in a window of a week",
    { days: ["monday"], from: "08:00", minutes: 7 * 1440 - 60, timezone: "UTC" },
    "2026-11-29T12:00:00Z",
    "2026-11-30T07:00:00.000Z",
  ],
  [
    "when the clocks skip its opening, from the moment at which they go on",
    { days: ["sunday"], from: "02:30", minutes: 120, timezone: newYork },
    "2027-03-14T07:00:02Z",
    "2027-03-14T08:30:00.000Z",
  ],
  [
    "when the clocks skip all of it",
    { days: ["sunday"], from: "02:08", minutes: 45, timezone: newYork },
    "2027-03-14T07:00:02Z",
    "closed",
  ],
  [
    "when the clocks skip its closing",
    { days: ["saturday"], from: "22:00", minutes: 270, timezone: newYork },
    "2027-03-14T06:30:00Z",
    "2027-03-14T07:00:00.000Z",
  ],
  [
    "in the night in which the clocks go forward, an hour shorter",
    { days: ["saturday"], from: "22:00", minutes: 600, timezone: newYork },
    "2027-03-14T06:30:00Z",
    "2027-03-14T12:00:00.000Z",
  ],
  [
    "in the night in which the clocks go back, an hour longer",
    { days: ["saturday"], from: "22:00", minutes: 600, timezone: newYork },
    "2026-11-01T06:30:00Z",
    "2026-11-01T13:00:00.000Z",
  ],
];
