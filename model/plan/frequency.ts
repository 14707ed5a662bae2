import { type Frequency } from "../estate";

/** Days between two runs, at most; 0 for what never pauses. */
export const intervalDays: Readonly<Record<Frequency, number>> = {
  continuous: 0,
  hourly: 1 / 24,
  "six-hourly": 1 / 4,
  daily: 1,
  weekly: 7,
  monthly: 31,
};
