import * as fs from "node:fs";
import * as path from "node:path";

const source = path.join(__dirname, "..", "..", "agents", "offsite-export");

/** The parts of the agent in their order: settings come first, what is run comes last. */
const parts = [
  "settings",
  "store",
  "seal",
  "source",
  "part",
  "export",
  "metrics",
  "status",
  "restore",
  "main",
] as const;

/** The export agent as it is installed: one file. */
export function exportProgram(): string {
  return parts.map((part) => fs.readFileSync(path.join(source, `${part}.sh`), "utf8")).join("\n");
}

/** The service of every job, a template of systemd's. */
export function exportService(): string {
  return fs.readFileSync(path.join(source, "offsite-export@.service"), "utf8");
}

/**
 * The timer of one job. A run that was missed is not made up for, because that would be outside of the window.
 *
 * @param schedule - calendar event, host time
 */
export function exportTimer(job: string, schedule: string): string {
  const lines = [
    "[Unit]",
    `Description=Offsite export ${job}`,
    "",
    "[Timer]",
    `OnCalendar=${schedule}`,
    "AccuracySec=1s",
    "",
    "[Install]",
    "WantedBy=timers.target",
  ];
  return `${lines.join("\n")}\n`;
}
