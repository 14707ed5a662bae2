import { isWithin, parseDailyDuration } from "../../proxmox/calendar/daily-duration";
import { type Value, type Values } from "../schema/schema";
import { matchesField } from "./match-field";
import { type Notification } from "./notification";

/**
 * Whether a matcher takes a notification (proxmox-notify, matcher). Each kind of statement is judged
 * by itself: one that is absent is true for `all` and false for `any`, so that a matcher without any
 * statement takes everything, unless its mode is `any`.
 */
export function matches(matcher: Values, notification: Notification): boolean {
  const any = matcher["mode"] === "any";
  const combine = (results: readonly boolean[]) =>
    any ? results.some(Boolean) : results.every(Boolean);
  const { severity, fields, time } = notification;
  const found = combine([
    combine(items(matcher["match-severity"]).map((item) => listed(item).includes(severity))),
    combine(items(matcher["match-field"]).map((item) => matchesField(item, fields))),
    combine(
      items(matcher["match-calendar"]).map((item) => isWithin(parseDailyDuration(item), time)),
    ),
  ]);
  return found !== (matcher["invert-match"] === true);
}

function listed(severities: string): string[] {
  return severities.split(",").map((item) => item.trim());
}

function items(value: Value | undefined): string[] {
  return [value ?? []].flat().map(String);
}
