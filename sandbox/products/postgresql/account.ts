import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { type DatabasePrograms } from "./programs";

/** A small file system of its own, in memory, that a process sees in place of a directory. */
export interface SmallDisk {
  readonly directory: string;
  readonly bytes: number;
}

/**
 * The command line under which a process is the account `postgres`, on a machine that need not have one: PostgreSQL does
 * not run as root, and wants a name of whoever runs it. Files belong to whoever runs the test, on the machine's own paths,
 * and the process ends when the test does.
 *
 * @param root - a directory of the test's own, in which the account's entry is written
 * @param disks - where it is to see a disk of that size
 */
export function asPostgres(
  { bwrap }: DatabasePrograms,
  root: string,
  disks: readonly SmallDisk[] = [],
): readonly [string, ...string[]] {
  const passwd = path.join(root, "passwd");
  writeFileSync(passwd, `postgres:x:1000:1000::${root}:/bin/sh\n`);
  return [
    bwrap,
    ...["--unshare-user", "--uid", "1000", "--gid", "1000", "--die-with-parent"],
    ...["--dev-bind", "/", "/", "--ro-bind", passwd, "/etc/passwd"],
    ...disks.flatMap(({ directory, bytes }) => [
      ...["--size", String(bytes), "--tmpfs", directory],
    ]),
    "--",
  ];
}
