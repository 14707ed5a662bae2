import { type RunningPve, startPve } from "./pve-server";

describe("schedule-analyze", () => {
  let pve: RunningPve;
  beforeAll(async () => (pve = await startPve()));
  afterAll(() => pve.stop());
  const analyze = (parameters: Record<string, string>) =>
    pve.call("GET", "/cluster/jobs/schedule-analyze", parameters);

  it("answers the next runs from a moment", async () => {
    const start = Date.parse("2026-11-22T00:00:00Z") / 1000;
    const answer = await analyze({
      schedule: "sun 01:00 UTC",
      iterations: "2",
      starttime: String(start),
    });
    expect(answer.data).toEqual([
      { timestamp: start + 3600, utc: "2026-11-22 01:00:00 UTC" },
      { timestamp: start + 3600 + 7 * 86400, utc: "2026-11-29 01:00:00 UTC" },
    ]);
  });

  it("answers ten runs from now by default", async () => {
    expect((await analyze({ schedule: "hourly" })).data).toHaveLength(10);
  });

  it("fails for an empty event", async () => {
    expect((await analyze({ schedule: "" })).errors).toEqual({
      schedule:
        "invalid format - invalid calendar event '' - unable to parse calendar event - event is empty",
    });
  });

  it("fails for a bad event and for too many runs", async () => {
    const answer = await analyze({ schedule: "whenever", iterations: "101" });
    expect(answer.errors).toEqual({
      schedule:
        "invalid format - invalid calendar event 'whenever' - unable to parse calendar event at 'whenever' - Context(\"weekday\")",
      iterations: "value must have a maximum value of 100",
    });
  });
});
