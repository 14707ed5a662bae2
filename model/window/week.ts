/**
 * The week as jobs are placed in it: Monday 00:00 to Sunday 24:00 on the site's clocks, in slots of five minutes.
 * A slot of the day counts from midnight, a slot of the week from Monday's midnight.
 */
export const slotMinutes = 5;
export const slotsPerDay = 1440 / slotMinutes;
export const slotsPerWeek = 7 * slotsPerDay;

/**
 * Minutes by which a job may begin late and still be over in time: Proxmox looks once a minute whether a run is due.
 *
 * Source: `pvescheduler` and `proxmox-backup-proxy`, which sleep until the next full minute.
 */
const lateMinutes = 1;

/** Slots that a job holds what it needs, however late it begins. */
export function slotsOf(durationMinutes: number): number {
  return Math.max(1, Math.ceil((durationMinutes + lateMinutes) / slotMinutes));
}

/** The most minutes that a run may take which holds what it needs for so many slots. */
export function minutesIn(slots: number): number {
  return slots * slotMinutes - lateMinutes;
}

/** Slots from one to another slot of the week, around its end if need be. */
export function slotsBetween(from: number, to: number): number {
  return (((to - from) % slotsPerWeek) + slotsPerWeek) % slotsPerWeek;
}

/** HH:MM of a slot of the day. */
export function timeOfDay(slot: number): string {
  const minutes = slot * slotMinutes;
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Hours and minutes that so many slots last, for people. */
export function lengthOf(slots: number): string {
  if (!Number.isFinite(slots)) return "no end of time";
  const minutes = slots * slotMinutes;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${twoDigits(rest)} min`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
