/**
 * A timer of systemd.
 *
 * @param calendars - calendar events, each with its time zone; one that a host which was down has missed fires when it is up
 *   again
 */
export function systemdTimer(description: string, calendars: readonly string[]): string {
  const lines = [
    "[Unit]",
    `Description=${description}`,
    "",
    "[Timer]",
    ...calendars.map((calendar) => `OnCalendar=${calendar}`),
    "AccuracySec=1s",
    "Persistent=true",
    "",
    "[Install]",
    "WantedBy=timers.target",
  ];
  return `${lines.join("\n")}\n`;
}
