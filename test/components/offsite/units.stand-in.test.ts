import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type ExportSource } from "../../../components/offsite/source";
import { exportServices, exportTimers, type ExportWindow } from "../../../components/offsite/units";
import { weekdays } from "../../../model/calendar/weekday";

/** systemd's own calendar works without a running systemd; a machine may be without it. */
const whenSystemd = fs.existsSync("/usr/bin/systemd-analyze") ? describe : describe.skip;

const calendarsIn = (unit: string) =>
  [...unit.matchAll(/^OnCalendar=(.*)$/gm)].map(([, calendar = ""]) => calendar);

/** The first time after a moment at which systemd would start the unit of a timer. */
function nextRun(unit: string, after: string): string {
  const runs = calendarsIn(unit).map((calendar) => {
    const { stdout, stderr } = spawnSync(
      "systemd-analyze",
      ["calendar", `--base-time=${after}`, calendar],
      { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8", TZ: "UTC" } },
    );
    const [, run] = /Next elapse: \w+ (\S+ \S+) UTC/.exec(stdout) ?? [];
    if (run === undefined) throw new Error(`systemd does not say when ${calendar} is: ${stderr}`);
    return run;
  });
  return runs.sort()[0]!;
}

whenSystemd("the timer of what is left of an export", () => {
  const resumedAfter = (window: Omit<ExportWindow, "minutes">, after: string) => {
    const units = exportTimers("pbs", "weekly", {
      schedule: "sun *-1..7 04:00",
      window: { ...window, minutes: 240 },
    });
    return nextRun(units["offsite-export-resume@weekly.timer"]!, after);
  };

  it.each<[string, string, string]>([
    ["when the clocks go forward", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["in another week", "2026-03-10 12:00:00 UTC", "2026-03-15 06:30:00"],
    ["when they go back", "2026-10-31 12:00:00 UTC", "2026-11-01 07:30:00"],
  ])("runs on the next day of the window %s", (_, after, run) => {
    const window = { days: ["sunday"], from: "02:30", timezone: "America/New_York" } as const;
    expect(resumedAfter(window, after)).toBe(run);
  });

  it("runs on every day of the year of a daily window that opens at a skipped time", () => {
    const window = { days: weekdays, from: "00:15", timezone: "Africa/Cairo" };
    for (const day of ["2026-04-23", "2026-04-24", "2026-04-25", "2026-10-29", "2026-10-30"]) {
      expect(resumedAfter(window, `${day} 12:00:00 UTC`).slice(0, 10)).toBe(day);
    }
  });
});

whenSystemd("the services of each source", () => {
  it.each(["pbs", "pgbackrest"] as const)(
    "of %s are shut off from the rest of the machine",
    (source) => {
      const directory = fs.mkdtempSync(path.join(os.tmpdir(), "units-"));
      for (const [name, text] of Object.entries(exportServices(source))) {
        fs.writeFileSync(path.join(directory, name), text);
        const { stdout } = spawnSync(
          "systemd-analyze",
          ["security", "--offline=true", path.join(directory, name)],
          { encoding: "utf8" },
        );
        const [, exposure] = /Overall exposure level for \S+: (\S+)/.exec(stdout) ?? [];
        expect(Number(exposure)).toBeLessThan(4);
        const { stderr } = spawnSync("systemd-analyze", ["verify", path.join(directory, name)], {
          encoding: "utf8",
        });
        expect(
          stderr.split("\n").filter((line) => line !== "" && !line.includes("is not executable")),
        ).toEqual([]);
      }
      fs.rmSync(directory, { recursive: true });
    },
  );
});

it("only the services that become a database's account may become anybody", () => {
  const capabilities = (source: ExportSource) =>
    Object.values(exportServices(source)).map((text) => /CAP_SETUID|@setuid/.test(text));
  expect([capabilities("pbs"), capabilities("pgbackrest")]).toEqual([
    [false, false],
    [true, true],
  ]);
});

it("two sources have nothing on a host in common but the lock and the state", () => {
  const names = (source: ExportSource) => Object.keys(exportServices(source));
  expect(names("pbs").filter((name) => names("pgbackrest").includes(name))).toEqual([]);
  for (const text of Object.values(exportServices("pgbackrest"))) {
    expect(text).toContain("ExecStart=/usr/local/sbin/offsite-export-pgbackrest ");
    expect(text).toContain("StateDirectory=offsite-export\n");
  }
});

whenSystemd("the timer of a round", () => {
  const timerOf = (schedule: string, timezone: string) =>
    exportTimers("pbs", "weekly", {
      schedule,
      window: { days: ["sunday"], from: "02:00", minutes: 240, timezone },
    })["offsite-export@weekly.timer"]!;

  it.each<[string, string, string]>([
    ["sun 02:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["sun 02:30", "2026-03-10 12:00:00 UTC", "2026-03-15 06:30:00"],
    ["sun *-8..14 02:30", "2026-03-01 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["fri..sun 02:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["sat,sun 02:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["02:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["sunday 2:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["sat,sun *-*-8..14 02:30", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["wed..fri,sun 02:30:00", "2026-03-07 12:00:00 UTC", "2026-03-08 07:00:00"],
    ["1,7,13,19:30", "2026-03-08 05:00:00 UTC", "2026-03-08 06:30:00"],
  ])("of %s in New York fires after %s, skipped or not", (schedule, after, run) => {
    expect(nextRun(timerOf(schedule, "America/New_York"), after)).toBe(run);
  });

  it("has one time where clocks skip none", () => {
    expect(calendarsIn(timerOf("sun *-1..7 04:15", "America/New_York"))).toEqual([
      "sun *-1..7 04:15 America/New_York",
    ]);
  });
});

it.each(["mon 25:00", "monthly"])("has no timer for %s, whose days nobody can read", (schedule) => {
  const window = { days: ["sunday"], from: "02:00", minutes: 240, timezone: "UTC" } as const;
  expect(() => exportTimers("pbs", "weekly", { schedule, window })).toThrow(schedule);
});

it("makes up for what was missed while the host was down", () => {
  const units = exportTimers("pbs", "weekly", {
    schedule: "sun 04:15",
    window: { days: ["sunday"], from: "02:00", minutes: 240, timezone: "UTC" },
  });
  expect(Object.values(units)).toHaveLength(2);
  for (const unit of Object.values(units)) expect(unit).toContain("\nPersistent=true\n");
});
