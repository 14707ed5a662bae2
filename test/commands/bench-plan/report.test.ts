import { type Measurement } from "../../../commands/bench-plan/measurement";
import { describe as describeMeasurements, growth } from "../../../commands/bench-plan/report";

const measurement = (guests: number, change: Partial<Measurement>): Measurement => ({
  guests,
  nodes: 3,
  jobs: 12,
  copies: 2 * guests,
  findings: 5,
  seconds: 1,
  coreSeconds: 1,
  referenceCoreSeconds: 2,
  heapMB: 50,
  peakMemoryMB: 100,
  ...change,
});

const measurements = [measurement(100, {}), measurement(1000, { coreSeconds: 4, heapMB: 75 })];

describe("the report of the plan's benchmark", () => {
  it("tells how much more the next size takes", () => {
    expect(growth(measurements)).toEqual([
      { from: 100, to: 1000, guests: 10, coreTime: 4, heap: 1.5 },
    ]);
  });

  it("shows every size by its time, memory and ratio to the reference", () => {
    const [titles, first, second, , line] = describeMeasurements(measurements).split("\n");
    expect(titles).toMatch(
      /guests +nodes +jobs +copies +time +core time +of reference +heap +peak memory/,
    );
    expect(first).toMatch(/ 100 .* 0\.50 x +50 MB +100 MB$/);
    expect(second).toMatch(/1000 .* 2\.00 x +75 MB +100 MB$/);
    expect(line).toBe("100 to 1000 guests: 10.0 x guests, 4.0 x core time, 1.5 x heap");
  });
});
