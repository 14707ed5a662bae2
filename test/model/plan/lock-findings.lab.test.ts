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

describe("a lock that a neighbour brings to a bucket", () => {
  /** Beside `linux`, whose images go to the vault, the shares of `windows`. */
  const shared = (
    windows: Partial<OffsiteCopy>,
    linuxOffsite: Partial<OffsiteCopy> = {},
    place = "vault",
  ): Estate =>
    soundEstate({
      classes: {
        ...sound.classes,
        linux: { ...linux, offsite: { ...linux.offsite!, ...linuxOffsite } },
        windows: {
          ...sound.classes["windows"]!,
          offsite: { ...linux.offsite!, place, lockDays: undefined, ...windows },
        },
      },
      places: { ...sound.places, vault2: sound.places["vault"]! },
    });
  const at = (estate: Estate, path: string) =>
    planOf(estate).findings.filter((finding) => finding.path === `backup:classes.${path}`);

  it("fails for the class that gets it, and names the one that brings it", () => {
    const [finding, ...others] = at(
      shared({ retention: { days: 3650 } }),
      "linux.offsite.lockDays",
    );

    expect(others).toEqual([]);
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toMatch(
      /lock of the bucket archive, to which windows brings it: .* of linux far longer than the 90 days/,
    );
    expect(finding?.message).toMatch(/GB of linux, windows in the end, \d+ USD a year/);
    expect(finding?.fix).toContain("give linux or windows a bucket of its own");
    expect(finding?.got).toMatch(/^36\d\d days$/);
  });

  it("is confirmed by the class that gets it, with the days that its copies get", () => {
    const got = at(shared({ retention: { days: 3650 } }), "linux.offsite.lockDays")[0]?.got ?? "";
    const confirmedLockDays = Number.parseInt(got);
    const estate = shared({ retention: { days: 3650 } }, { confirmedLockDays });

    expect(at(estate, "linux.offsite.lockDays")).toMatchObject([{ severity: "warning" }]);
    expect(at(estate, "linux.offsite.confirmedLockDays")).toEqual([]);
    const other = shared({ retention: { days: 3650 } }, { lockDays: 91, confirmedLockDays: 91 });
    expect(at(other, "linux.offsite.confirmedLockDays")).toMatchObject([
      {
        severity: "error",
        got: `91 days, beside lockDays of 91, and copies are locked for ${got}`,
      },
    ]);
  });

  it("costs what all that lies in the bucket costs, by whichever place it came", () => {
    const alone = found({ lockDays: 365, confirmedLockDays: 365 });
    const estate = shared({ lockDays: 365, confirmedLockDays: 365 }, {}, "vault2");
    const [confirmed] = at(estate, "windows.offsite.lockDays");
    const gigabytes = ({ message }: Finding) => Number(/about (\d+) GB/.exec(message)?.[1]);
    const stored = planOf(estate)
      .copies.filter(({ engine }) => engine === "s3")
      .reduce((sum, { storedGB }) => sum + storedGB, 0);

    expect(confirmed?.severity).toBe("warning");
    expect(gigabytes(confirmed!)).toBe(Math.ceil(stored));
    expect(stored).toBeGreaterThan(gigabytes(alone[0]!));
    expect(at(estate, "linux.offsite.lockDays")).toMatchObject([{ severity: "error" }]);
  });

  it("is told of a class whose copies nobody makes yet, whatever it comes to", () => {
    const beside = (offsite: Partial<OffsiteCopy>) =>
      soundEstate({
        classes: {
          ...{ ...sound.classes, linux },
          sql: {
            ...sound.classes["sql"]!,
            offsite: { ...linux.offsite!, lockDays: undefined, ...offsite },
          },
        },
      });
    const [finding] = at(beside({ retention: { days: 200 } }), "sql.offsite");

    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toMatch(
      /nobody makes these copies yet, .* linux in the bucket archive: expire after 2\d\d days, .* instead of: expire after 90 days/,
    );
    expect(at(beside({}), "sql.offsite")).toEqual([]);
  });
});
