import * as fs from "node:fs";
import * as path from "node:path";
import { type Service, servicesFile } from "../windows/cmdlets/services";
import { readJsonFile, writeAtomically } from "../windows/host/atomic-file";
import { FileSystem } from "../windows/host/file-system";
import { withLock } from "../windows/host/lock";

/** Where Iperius keeps its jobs, accounts and logs. */
const folder = "C:\\ProgramData\\IperiusBackup";

/** The hour (UTC) at which the seeded job runs every night. */
const nightlyHour = 1;

/** Windows's services as they are after Veeam and Iperius were installed. */
const services: readonly Service[] = [
  {
    name: "IperiusSvc",
    displayName: "Iperius Backup Service",
    status: "Running",
    startType: "Automatic",
  },
  {
    name: "VeeamBackupSvc",
    displayName: "Veeam Backup Service",
    status: "Running",
    startType: "Automatic",
  },
];

/** A job's file: lines of `KEY=value` in sections. What else is in one, nothing documents. */
const job = ["[Job]", "NAME=proj-pg01-dump", "LastResult=0", ""].join("\r\n");

const log = "Backup terminato\r\nTempo decorrido: 00:12:07\r\n";

const seeds: readonly (readonly [string, Buffer])[] = [
  [`${folder}\\Jobs\\Job001.ibj`, Buffer.from(job, "utf8")],
  [`${folder}\\Logs\\Job001\\LogFile.txt`, Buffer.from(`\uFEFF${log}`, "utf16le")],
];

/** The directory, within the host's state, that stands for its drives. */
export const drives = (stateDirectory: string): string => path.join(stateDirectory, "filesystem");

/**
 * Makes what is missing of a freshly installed Windows host with Iperius: nothing that is there is
 * touched. Source of names and forms: public monitoring scripts and advisories (see the facts on
 * Iperius); its own documentation has none.
 */
export function seed(stateDirectory: string): void {
  fs.mkdirSync(stateDirectory, { recursive: true });
  withLock(stateDirectory, "seed", () => {
    const absent = (name: string) => !fs.existsSync(path.join(stateDirectory, name));
    if (absent("filesystem")) seedDrives(stateDirectory);
    if (absent(servicesFile)) {
      const file = path.join(stateDirectory, servicesFile);
      writeAtomically(file, `${JSON.stringify(services, undefined, 2)}\n`);
    }
  });
}

function seedDrives(stateDirectory: string): void {
  const files = new FileSystem(drives(stateDirectory));
  for (const [windowsPath, content] of seeds) {
    const file = files.resolve(windowsPath);
    if (file !== undefined) writeAtomically(file, content);
  }
}

/**
 * Lets Iperius do what it did since the host was last looked at: while its service runs, every job
 * writes its log each night. A stopped service leaves the logs to grow old.
 */
export function runDueJobs(stateDirectory: string, now: number): void {
  const installed = readJsonFile<readonly Service[]>(path.join(stateDirectory, servicesFile), []);
  if (!installed.some(({ name, status }) => name === "IperiusSvc" && status === "Running")) return;
  const files = new FileSystem(drives(stateDirectory));
  const due = lastNight(now);
  const logs = files.find(`${folder}\\Logs`);
  for (const entry of logs === undefined ? [] : files.children(logs)) {
    const file = files.find(`${entry.windowsPath}\\LogFile.txt`);
    if (file === undefined || file.lastWriteTime >= due) continue;
    fs.utimesSync(file.realPath, due / 1000, due / 1000);
  }
}

function lastNight(now: number): number {
  const day = 24 * 60 * 60 * 1000;
  const hour = nightlyHour * 60 * 60 * 1000;
  return now - ((((now - hour) % day) + day) % day);
}
