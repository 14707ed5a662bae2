import { site } from "../../../config/schema/site";

const isTaken = (timezone: string) => site.safeParse({ domain: "lab.test", timezone }).success;

describe("the site's time zone", () => {
  it("may have any name that the IANA database knows it by", () => {
    const names = ["America/New_York", "Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "UTC"];
    expect(names.filter((name) => !isTaken(name))).toEqual([]);
  });

  it("fails on a distance from UTC, and on what is no zone", () => {
    expect(["+05:30", "-08:00", "Mars/Olympus", "", "local"].filter(isTaken)).toEqual([]);
  });
});
