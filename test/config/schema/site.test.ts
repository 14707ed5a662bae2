import { site } from "../../../config/schema/site";
import { timezoneNames } from "../../../config/schema/timezone-names";
import { faultsWith } from "../support/faults-with";

const isTaken = (timezone: string) => site.safeParse({ domain: "lab.test", timezone }).success;

describe("the site's time zone", () => {
  it("may have any current name of the IANA database", () => {
    const names = ["America/New_York", "America/Argentina/Buenos_Aires", "Asia/Kolkata"];
    const others = ["Europe/Kyiv", "America/Port-au-Prince", "UTC", "Etc/UTC", "Etc/GMT-14"];
    expect([...names, ...others].filter((name) => !isTaken(name))).toEqual([]);
  });

  it("is known by every one of these names to the calendar that plans in it", () => {
    expect(timezoneNames.length).toBe(446);
    expect(timezoneNames.filter((name) => !isTaken(name))).toEqual([]);
  });

  it.each([
    ["america/new_york", "capitals count in it: write America/New_York"],
    ["AMERICA/PORT-AU-PRINCE", "capitals count in it: write America/Port-au-Prince"],
    ["utc", "capitals count in it: write UTC"],
    ["etc/gmt+5", "capitals count in it: write Etc/GMT+5"],
    ["US/Eastern", "it is no current name of that zone: write America/New_York"],
    ["Asia/Calcutta", "it is no current name of that zone: write Asia/Kolkata"],
    ["IST", "it is no current name of that zone: write Asia/Kolkata"],
    ["+00:00", "no zone has this name"],
    ["+05:30", "no zone has this name"],
    ["Europe/Berlinn", "no zone has this name; did you mean Europe/Berlin?"],
    ["Mars/Olympus", "no zone has this name"],
    ["", "no zone has this name"],
  ])("fails as %s, which systemd would refuse on the backup server", (timezone, message) => {
    expect(faultsWith({ "site.timezone": timezone })).toEqual([
      {
        path: "backup:site.timezone",
        message: `is refused: ${message}`,
        got: `"${timezone}"`,
        allowed: "a current name in the IANA database such as America/New_York, or UTC",
        fix: "look it up on the backup server: timedatectl list-timezones",
      },
    ]);
  });
});
