import * as fs from "node:fs";
import { type DatabaseHost } from "./database-host";

/** The process of the host's server that archives, by its number on this machine. */
export function archiverOf(host: DatabaseHost, data: string): number {
  const { ino } = fs.statSync(host.at(data));
  const found = fs.readdirSync("/proc").find((pid) => {
    try {
      const isArchiver = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(": archiver");
      return isArchiver && fs.statSync(`/proc/${pid}/root${data}`).ino === ino;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error("no archiver runs");
  return Number(found);
}
