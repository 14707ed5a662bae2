import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Makes a job file of Iperius, and its log, on the drive C in a folder.
 *
 * @param content - of the job file
 * @param logged - when the job last wrote its log; by default a moment ago
 * @returns the log
 */
export function makeIperiusJob(
  drive: string,
  content: string | Buffer,
  logged = new Date(),
): string {
  const folder = path.join(drive, "ProgramData/IperiusBackup");
  fs.mkdirSync(path.join(folder, "Jobs"), { recursive: true });
  const id = `Job${100 + fs.readdirSync(path.join(folder, "Jobs")).length}`;
  fs.writeFileSync(path.join(folder, `Jobs/${id}.ibj`), content);
  const log = path.join(folder, "Logs", id, "LogFile.txt");
  fs.mkdirSync(path.dirname(log), { recursive: true });
  fs.writeFileSync(log, "");
  fs.utimesSync(log, logged, logged);
  return log;
}
