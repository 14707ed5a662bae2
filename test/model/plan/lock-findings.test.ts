import { type Estate, type OffsiteCopy } from "../../../model/estate";
import { type Finding } from "../../../model/finding";
import { planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const linux = sound.classes["linux"]!;
const withOffsite = (change: Partial<OffsiteCopy>): Estate =>
  soundEstate({
    classes: { ...sound.classes, linux: { ...linux, offsite: { ...linux.offsite!, ...change } } },
  });
const found = (change: Partial<OffsiteCopy>): Finding[] =>
  planOf(withOffsite(change)).findings.filter(
    ({ path }) => path === "backup:classes.linux.offsite.lockDays",
  );

describe("a lock that lasts far longer than what is wanted", () => {
  it("fails and names what it costs in a year, until the number is confirmed", () => {
    const [finding, ...others] = found({ lockDays: 3650 });

    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "error", got: "3650 days" });
    expect(finding?.message).toMatch(/than the 90 days .* \d+ USD a year/);
    expect(finding?.fix).toContain("confirmedLockDays: 3650");
    expect(found({ lockDays: 3650, confirmedLockDays: 365 })).toMatchObject([
      { severity: "error" },
    ]);
    expect(found({ lockDays: 3650, confirmedLockDays: 3650 })).toMatchObject([
      { severity: "warning" },
    ]);
  });

  it("is none up to four times the days that are kept anyway", () => {
    expect(found({ lockDays: 360 })).toEqual([]);
    expect(found({ lockDays: 361 })).toHaveLength(1);
    expect(found({ lockDays: 365, retention: { monthly: 12, days: 30 } })).toEqual([]);
  });
});
