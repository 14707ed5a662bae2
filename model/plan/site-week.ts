import { type ClockChange } from "../window/clock-change";
import { type FixedJob } from "./fixed-job";

/** What the week is like that jobs are placed in. */
export interface SiteWeek {
  /** Of the site's clocks. */
  readonly changes: readonly ClockChange[];
  /** Jobs that others are placed around. */
  readonly fixed: readonly FixedJob[];
}
