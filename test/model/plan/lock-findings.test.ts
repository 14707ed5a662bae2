import { type Estate, type OffsiteCopy } from "../../../model/estate";
import { type Finding } from "../../../model/finding";
import { guest, planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const linux = sound.classes["linux"]!;
const withOffsite = (change: Partial<OffsiteCopy>): Estate =>
  soundEstate({
    classes: { ...sound.classes, linux: { ...linux, offsite: { ...linux.offsite!, ...change } } },
  });
const found = (change: Partial<OffsiteCopy>, key = "lockDays"): Finding[] =>
  planOf(withOffsite(change)).findings.filter(
    ({ path }) => path === `backup:classes.linux.offsite.${key}`,
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

  it("is not reckoned with where nothing can be locked at all", () => {
    const elsewhere = { ...sound.places["store"]!, store: "other", offsite: true };
    const { findings } = planOf({
      ...withOffsite({ place: "elsewhere", lockDays: 3650, retention: { days: 3 } }),
      places: { ...sound.places, elsewhere },
    });
    const at = findings.filter(({ path }) => path === "backup:classes.linux.offsite.lockDays");

    expect(at.map(({ severity }) => severity)).toEqual(["error"]);
    expect(JSON.stringify(findings)).not.toMatch(/Infinity|NaN/);
  });

  it("is none up to four times the days that are kept anyway", () => {
    expect(found({ lockDays: 360 })).toEqual([]);
    expect(found({ lockDays: 361 })).toHaveLength(1);
    expect(found({ lockDays: 400, retention: { monthly: 12, days: 30 } })).toEqual([]);
  });
});

describe("a lock that lasts longer than declared", () => {
  it("fails where it is shorter than what is promised of the copies", () => {
    expect(found({ lockDays: 29 })).toMatchObject([
      { severity: "error", got: "29 days", allowed: "90 days, or more" },
    ]);
  });

  it("is a warning that says how long and why", () => {
    const [finding, ...others] = found({ lockDays: 30 });

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      got: "30 days",
      allowed: "90 days, or more",
    });
    expect(finding?.message).toMatch(
      /less than the 90 days .*90 days of GLACIER .*nobody can delete/,
    );
  });

  it("is a note where no lock is declared", () => {
    const [finding, ...others] = found({ lockDays: undefined });

    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "note" });
    expect(finding?.message).toMatch(/locked for 90 days all the same: .* are paid for/);
  });

  it("is none where as many days are declared", () => {
    expect(found({ lockDays: 90 })).toEqual([]);
  });
});

describe("a confirmation of a lock", () => {
  it.each([
    ["of another number", { lockDays: 90, confirmedLockDays: 80 }, "lockDays of 90"],
    [
      "of a lock that is not declared",
      { lockDays: undefined, confirmedLockDays: 80 },
      "no lockDays",
    ],
    ["of a lock that needs none", { lockDays: 90, confirmedLockDays: 90 }, "lockDays of 90"],
    ["of another far lock", { lockDays: 3650, confirmedLockDays: 365 }, "lockDays of 3650"],
  ] as const)("fails where it is %s", (_, change, beside) => {
    const [finding] = found(change, "confirmedLockDays");

    expect(finding?.severity).toBe("error");
    expect(finding?.got).toContain(beside);
  });

  it("is right where the plan asks for it", () => {
    expect(found({ lockDays: 3650, confirmedLockDays: 3650 }, "confirmedLockDays")).toEqual([]);
  });
});

describe("a bucket in which two classes lock their copies", () => {
  it("locks all of them for as long as the longer one asks for", () => {
    const other = { ...linux, offsite: { ...linux.offsite!, lockDays: 120 } };
    const { copies, instructions } = planOf(
      soundEstate({
        classes: { ...sound.classes, linux, other },
        guests: { ...sound.guests, db: guest({ vmid: 104, classes: ["other"] }) },
      }),
    );

    const locks = copies.flatMap(({ place, class: name, lockDays }) =>
      place === "vault" ? [[name, lockDays]] : [],
    );
    expect(new Map(locks as [string, number][])).toEqual(
      new Map([
        ["linux", 120],
        ["other", 120],
      ]),
    );
    expect(instructions.vault.map(({ kept }) => kept?.lockDays)).toEqual([120]);
  });
});
