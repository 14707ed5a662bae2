import { rhythms } from "../../../model/plan/frequency";
import { type ProtectionClass } from "../../../model/estate";
import { guest, planOf, soundEstate } from "../../support/planned-estate";

const { windows, classes } = soundEstate();
const weeknights = {
  ...{ from: "22:00", hours: 8 },
  days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
} as const;
const allWindows = {
  ...windows,
  weeknights,
  always: { days: windows["nights"]!.days, from: "00:00", hours: 24 },
  most: { days: windows["nights"]!.days, from: "00:00", hours: 20 },
};
const rhythmIn = rhythms({ windows: allWindows });
const planWith = (name: string, change: Partial<ProtectionClass>) =>
  planOf(
    soundEstate({
      windows: allWindows,
      classes: { ...classes, [name]: { ...classes[name]!, ...change } },
    }),
  );
const found = (name: string, change: Partial<ProtectionClass>) =>
  planWith(name, change).findings.filter(({ path }) => path.endsWith(".frequency"));

describe("a frequency that its window cannot give", () => {
  it("fails where a daily job finds the window open on one day, and names what is possible", () => {
    expect(found("volumes", { frequency: "daily", window: "night" })).toEqual([
      {
        severity: "error",
        path: "backup:classes.volumes.frequency",
        message: "asks for more runs than its window has room for: 6 runs a week would be left out",
        got: "daily in window night, which is open on sunday alone for 8 h, with runs of up to 5 min",
        allowed: "weekly, monthly in night; daily in always, most, nights",
        fix: "choose a frequency that the window can give, or a window that is open as often",
      },
    ]);
  });

  it.each([
    ["hourly", "nights", 112],
    ["hourly", "most", 28],
    ["six-hourly", "nights", 14],
    ["daily", "weeknights", 2],
    ["daily", "day", 5],
    ["hourly", "always", 0],
    ["six-hourly", "most", 0],
    ["daily", "nights", 0],
    ["weekly", "night", 0],
    ["monthly", "night", 0],
    ["continuous", undefined, 0],
  ] as const)(
    "is short of what %s asks for in %s by %d runs a week",
    (frequency, window, missing) => {
      expect(rhythmIn(frequency, window, 1)).toMatchObject({ missing });
    },
  );

  it("is none where every run has room", () => {
    expect(found("volumes", { frequency: "six-hourly", window: "most" })).toEqual([]);
  });

  it("fails for a copy offsite as well", () => {
    const offsite = { ...classes["linux"]!.offsite!, frequency: "daily" } as const;
    expect(found("linux", { offsite })).toMatchObject([
      { severity: "error", path: "backup:classes.linux.offsite.frequency" },
    ]);
  });
});

describe("what copies come to", () => {
  it("is reckoned from the runs that the window gives, not from those asked for", () => {
    const sizeOf = (frequency: ProtectionClass["frequency"]) =>
      planWith("windows", { frequency, window: "night" })
        .copies.filter((one) => one.class === "windows")
        .map(({ history, storedGB }) => ({ history, storedGB }));

    expect(sizeOf("daily")).toEqual(sizeOf("weekly"));
    expect(sizeOf("daily")).toMatchObject([{ history: { intervalDays: 7 } }]);
  });

  it("takes as long to copy, and to care for, as the runs that the window gives bring", () => {
    const minutesOf = (frequency: ProtectionClass["frequency"]) =>
      planOf(
        soundEstate({
          guests: { web: guest({ disksGB: [4000], usedGB: 1000 }) },
          ...{ databases: {}, windows: allWindows },
          fileServers: {},
          claims: { etcd: { selector: "etcd", sizeGB: 1000, usedGB: 1000, classes: ["volumes"] } },
          classes: {
            ...classes,
            linux: { ...classes["linux"]!, frequency, window: "night" },
            volumes: { ...classes["volumes"]!, frequency, window: "night" },
          },
        }),
      ).jobs.map(({ id, durationMinutes }) => `${id}: ${durationMinutes}`);

    expect(minutesOf("daily")).toEqual(minutesOf("weekly"));
  });

  it("is what the longest gap between two runs brings", () => {
    expect(rhythmIn("daily", "weeknights", 1)).toEqual({
      ...{ intervalDays: 7 / 5, longestDays: 3, missing: 2 },
    });
    expect(rhythmIn("daily", "night", 1)).toMatchObject({ intervalDays: 7, longestDays: 7 });
    expect(rhythmIn("six-hourly", "most", 20)).toMatchObject({ missing: 0, intervalDays: 1 / 4 });
    expect(rhythmIn("six-hourly", "most", 40)).toMatchObject({ missing: 7, longestDays: 1 / 2 });
  });
});
