import { spawnSync } from "node:child_process";
import * as path from "node:path";

const part = path.join(__dirname, "../../../agents/database-backup/gaps.sh");

/** What is missing of a log in which these segments are there, from the first of them on. */
function gaps(segments: readonly string[], first = segments[0] ?? "", timeline = "00000001") {
  const { stdout, stderr } = spawnSync(
    "/bin/sh",
    ["-c", `. "$1" && name_gaps "$2" "$3"`, "sh", part, first, timeline],
    { input: segments.map((segment) => `${segment}\n`).join(""), encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

/** Segments of that size, numbered as PostgreSQL does. */
function log(mebibytes: number, from: number, to: number, timeline = 1): string[] {
  const each = 4096 / mebibytes;
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, "0");
  return Array.from({ length: to - from + 1 }, (_, at) => from + at).map(
    (n) => `${hex(timeline)}${hex(Math.floor(n / each))}${hex(n % each)}`,
  );
}

const without = (segments: readonly string[], ...gone: readonly number[]) =>
  segments.filter((_, at) => !gone.includes(at));

describe("the gaps of a log", () => {
  it.each([1, 16, 64, 1024])("are none where none is missing, in segments of %d MiB", (size) => {
    const each = 4096 / size;
    expect(gaps(log(size, 1, 1))).toEqual([]);
    expect(gaps(log(size, Math.max(each - 3, 0), each * 2 + 3))).toEqual([]);
  });

  it.each([1, 16, 64])(
    "are told by name, within a number and across two, in segments of %d MiB",
    (size) => {
      const each = 4096 / size;
      const all = log(size, each - 8, each * 2 + 8);
      expect(gaps(without(all, 2))).toEqual([all[2]]);
      expect(gaps(without(all, 2, 3, 4, 12))).toEqual([`${all[2]} to ${all[4]}`, all[12]]);
      expect(gaps(without(all, 7, 8, 9))).toEqual([`${all[7]} to ${all[9]}`]);
    },
  );

  it("begin with what has to be there first, and take no account of what is before it", () => {
    const all = log(16, 10, 20);
    expect(gaps(without(all, 0, 1), all[0])).toEqual([`${all[0]} to ${all[1]}`]);
    expect(gaps(without(all, 2), all[4])).toEqual([]);
  });

  it("are those of one timeline, from where it began", () => {
    const all = [...log(16, 10, 20), ...without(log(16, 18, 25, 2), 3)];
    expect(gaps(all, all[0], "00000002")).toEqual([log(16, 21, 21, 2)[0]]);
    expect(gaps(all, all[0])).toEqual([]);
  });
});
