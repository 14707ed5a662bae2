import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { logTail } from "../../supervisor/log-tail";
import { identify, isAlive, readStatus } from "../../supervisor/status";

const directory = mkdtempSync(path.join(os.tmpdir(), "status-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("a process's identity", () => {
  it("is that of a process that lives", () => {
    const own = identify(process.pid);
    expect(own?.pid).toBe(process.pid);
    expect(isAlive(own)).toBe(true);
  });

  it("is not that of a later process with the same pid", () => {
    expect(isAlive({ pid: process.pid, startTicks: "1" })).toBe(false);
  });

  it("does not exist for a pid that nobody has", () => {
    expect(identify(2 ** 22 + 1)).toBeUndefined();
    expect(isAlive(undefined)).toBe(false);
  });
});

it("takes a damaged status file for none", () => {
  const file = path.join(directory, "status.json");
  expect(readStatus(file)).toBeUndefined();
  writeFileSync(file, '{"supervisor": ');
  expect(readStatus(file)).toBeUndefined();
});

describe("the end of a log", () => {
  it("is its last lines, also of a large one", () => {
    const file = path.join(directory, "large.log");
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    writeFileSync(file, `${lines.join("\n")}\n`);
    expect(logTail(file, 2)).toEqual(["line 4998", "line 4999"]);
  });

  it("is empty where there is no log", () => {
    expect(logTail(path.join(directory, "none.log"))).toEqual([]);
  });
});
