import { inWords, scheduledTask } from "../../../components/veeam/scheduled-task";
import { months } from "../../../model/calendar/month";

const task = {
  description: "a & b",
  command: "pwsh.exe",
  arguments: '-File "C:\\a b.ps1" <x>',
} as const;
const first = {
  day: { week: "first", weekday: "tuesday" },
  months: ["january", "july"],
  time: "22:00",
} as const;

describe("a scheduled task", () => {
  it("runs on days of the week, whatever the order in which they are given", () => {
    const xml = scheduledTask({ ...task, schedule: { days: ["friday", "monday"], time: "01:30" } });
    expect(xml).toContain(
      "<StartBoundary>2026-01-01T01:30:00</StartBoundary><Enabled>true</Enabled><ScheduleByWeek><DaysOfWeek><Monday /><Friday /></DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>",
    );
    expect(xml).toContain("<UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel>");
    expect(xml).toContain("<StartWhenAvailable>true</StartWhenAvailable>");
    expect(xml).toContain('<Arguments>-File "C:\\a b.ps1" &lt;x&gt;</Arguments>');
    expect(xml).toContain("<Description>a &amp; b</Description>");
  });

  it("runs on a day of months", () => {
    expect(scheduledTask({ ...task, schedule: first })).toContain(
      "<ScheduleByMonthDayOfWeek><Weeks><Week>1</Week></Weeks><DaysOfWeek><Tuesday /></DaysOfWeek><Months><January /><July /></Months></ScheduleByMonthDayOfWeek>",
    );
    const last = { day: { dayOfMonth: "last" }, months, time: "00:00" } as const;
    expect(scheduledTask({ ...task, schedule: last })).toContain(
      "<ScheduleByMonth><DaysOfMonth><Day>Last</Day></DaysOfMonth><Months><January />",
    );
  });

  it("runs under an account with its password", () => {
    const xml = scheduledTask({ ...task, account: "a@b.example", schedule: first });
    expect(xml).toContain("<UserId>a@b.example</UserId><LogonType>Password</LogonType>");
  });

  it("is told in words", () => {
    expect(inWords(first)).toBe("tuesday of the first week of january, july, 22:00");
    expect(inWords({ ...first, months })).toBe("tuesday of the first week, 22:00");
    expect(inWords({ days: ["friday", "monday"], time: "01:30" })).toBe("monday, friday, 01:30");
    expect(inWords({ day: { dayOfMonth: 3 }, months, time: "01:30" })).toBe("day 3, 01:30");
  });
});
