import * as path from "node:path";
import { describeTimes, type Report } from "../../../commands/test/test-times";
import { projectRoot } from "../../../lib/project-root";

/** A run that began at 1,000 ms, whose files took so many milliseconds one after the other. */
function reportOf(files: Readonly<Record<string, number>>): Report {
  let now = 1000;
  return {
    startTime: now,
    testResults: Object.entries(files).map(([name, took]) => {
      const startTime = now;
      now += took;
      return { name: path.join(projectRoot, name), startTime, endTime: now };
    }),
  };
}

describe("the times of a test run", () => {
  it("are those of each project, and of the slowest files of all of them, the slowest first", () => {
    const reports = {
      unit: reportOf({ "test/a.test.ts": 1500, "test/b.test.ts": 500 }),
      engine: reportOf({ "test/engine/c.test.ts": 61_040 }),
    };
    expect(describeTimes(reports).split("\n")).toEqual([
      "     2.0 s  unit",
      "    61.0 s  engine",
      "the slowest files:",
      "    61.0 s  test/engine/c.test.ts",
      "     1.5 s  test/a.test.ts",
      "     0.5 s  test/b.test.ts",
    ]);
  });

  it("name ten files", () => {
    const many = Array.from({ length: 12 }, (_, at) => [`test/${at}.test.ts`, at + 1] as const);
    const lines = describeTimes({ unit: reportOf(Object.fromEntries(many)) }).split("\n");
    expect(lines.filter((line) => line.endsWith(".test.ts"))).toHaveLength(10);
  });
});
