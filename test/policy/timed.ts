/** A timer as an agent's job is told it: what its document has, and its settings. */
export function timed(
  timer: string,
  { calendar = "sun 02:00", state = "enabled" }: { calendar?: string; state?: string } = {},
) {
  return {
    timers: { [timer]: state },
    settings: { timers: { [timer]: `[Timer]\nOnCalendar=${calendar}\n` } },
  };
}
