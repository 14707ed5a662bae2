import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resultsFile } from "../../../commands/test/jest-project";
import { describeTimes, readReports, type Report } from "../../../commands/test/test-times";
import { projectRoot } from "../../../lib/project-root";

/** A run that began at 1,000 ms, whose files took so many milliseconds one after the other. */
function reportOf(files: Readonly<Record<string, number>>, began = 1000): Report {
  let now = began;
  return {
    startTime: began,
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

  it("count the parts of a project as one, from the start of the first to the end of the last", () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "test-times-"));
    const write = (file: string, report: Report) =>
      fs.writeFileSync(path.join(directory, path.basename(file)), JSON.stringify(report));
    write(resultsFile("stand-in", { at: 1, of: 2 }), reportOf({ "test/a.test.ts": 2000 }));
    write(resultsFile("stand-in", { at: 2, of: 2 }), reportOf({ "test/b.test.ts": 4000 }, 9000));
    write(resultsFile("engine"), reportOf({ "test/engine/c.test.ts": 1000 }));
    try {
      expect(
        describeTimes(readReports(directory, ["unit", "stand-in", "engine"])).split("\n"),
      ).toEqual([
        "    12.0 s  stand-in",
        "     1.0 s  engine",
        "the slowest files:",
        "     4.0 s  test/b.test.ts",
        "     2.0 s  test/a.test.ts",
        "     1.0 s  test/engine/c.test.ts",
      ]);
    } finally {
      fs.rmSync(directory, { recursive: true });
    }
  });

  it("are none where nothing ran", () => {
    expect(readReports(path.join(os.tmpdir(), "no such directory"), ["unit"])).toEqual({});
  });
});
