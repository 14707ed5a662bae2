import * as path from "node:path";
import { runInEngine } from "../support/program-run";

const run = (mode: string) =>
  runInEngine(path.join(__dirname, "../support/failing-program.ts"), {
    failing: "fails",
    args: [mode],
  });

describe("a program of which one resource fails, with others that depend on it", () => {
  it("is left by the SDK with errors that only repeat it", async () => {
    const { code, errors } = await run("as-it-is");
    expect(code).toBe(32);
    expect(errors.join()).toContain("unhandled exception");
    expect(errors.join()).toContain("resource fails [backup:test:Thing] failed to register");
  });

  it("adds no error to the engine's own, and ends so that nothing is taken for removed", async () => {
    const { code, errors, registered } = await run("");
    expect(errors).toEqual([]);
    expect(code).toBe(32);
    expect(registered).toEqual(["backup-lab", "fails", "other"]);
  });

  it("fails with each error that is one of its own", async () => {
    const { code, errors } = await run("defect");
    expect(errors).toEqual([expect.stringContaining("a defect of the program")]);
    expect(code).toBe(32);
  });
});
