import * as fs from "node:fs";

/** Whether a process of this machine is a Pulumi CLI; the kernel may have given the id of a dead one to somebody else. */
export function isPulumi(pid: number): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "pulumi";
  } catch {
    return false;
  }
}
