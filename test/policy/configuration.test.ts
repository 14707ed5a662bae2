import {
  readConfiguration,
  stopsNothing,
  switchesEverythingOff,
  weakened,
  withLevels,
} from "../../policy/configuration";
import { type Row, row } from "../../policy/row";
import { resourceRule } from "../../policy/rule";

const ruleNamed = (name: string) =>
  resourceRule<"aws:s3/bucket:Bucket", { minimumDays: number }>({
    ...{ name, description: "D.", remediation: "R.", types: ["aws:s3/bucket:Bucket"] },
    judge: () => [],
  });
const rows: Row[] = ["bucket-kept", "bucket-locked"].map((name) =>
  row(ruleNamed(name), {
    ...{ level: "mandatory", severity: "high", controls: {} },
    numbers: { minimumDays: { default: 30, minimum: 1, maximum: 3650, description: "Days" } },
  }),
);
const mending: Row = row(
  resourceRule({
    ...{ name: "bucket-mended", description: "D.", remediation: "R." },
    ...{ types: ["aws:s3/bucket:Bucket"] as const, judge: () => [], remediate: () => [] },
  }),
  { level: "advisory", severity: "low", controls: {}, numbers: {} },
);
const exception = { resource: "logs", reason: "moved in December", until: "2026-12-31" };
const read = (told: unknown, today = "2026-12-31") =>
  readConfiguration(JSON.stringify(told), "lab.policy.json", rows, today);

describe("a configuration of the pack", () => {
  it.each([
    ["nothing", {}],
    ["a level for all", { all: "advisory" }],
    ["a level", { "bucket-kept": "disabled" }],
    ["a number at its lowest", { "bucket-kept": { minimumDays: 1 } }],
    ["a number at its highest", { "bucket-kept": { minimumDays: 3650 } }],
    [
      "a level, a number and an exception on its last day",
      {
        "bucket-kept": { enforcementLevel: "advisory", minimumDays: 40, exceptions: [exception] },
      },
    ],
  ])("may say %s", (_what, told) => {
    expect(read(told)).toEqual(told);
  });

  it.each<[string, unknown, RegExp]>([
    ["a rule that is none", { "bucket-kpet": "disabled" }, /"bucket-kpet"/],
    ["a level that is none", { "bucket-kept": "off" }, /bucket-kept: .*"advisory".*"disabled"/],
    ["no level for all", { all: "off" }, /all: .*"disabled"/],
    ["a key that is none", { "bucket-kept": { minimumDay: 1 } }, /bucket-kept: .*"minimumDay"/],
    ["a number below", { "bucket-kept": { minimumDays: 0 } }, /bucket-kept.minimumDays: .*>=1/],
    ["a number above", { "bucket-kept": { minimumDays: 3651 } }, /minimumDays: .*<=3650/],
    ["half a day", { "bucket-kept": { minimumDays: 1.5 } }, /minimumDays: .*int/],
    ["a number as a text", { "bucket-kept": { minimumDays: "40" } }, /minimumDays: .*string/],
    ["no object", { "bucket-kept": 7 }, /bucket-kept: /],
    ["a list", [], /the file: .*object/],
    [
      "an exception without a reason",
      { "bucket-kept": { exceptions: [{ ...exception, reason: "because" }] } },
      /bucket-kept.exceptions.0.reason: a reason/,
    ],
    [
      "an exception for nothing",
      { "bucket-kept": { exceptions: [{ ...exception, resource: "" }] } },
      /exceptions.0.resource: /,
    ],
    [
      "an exception without an end",
      { "bucket-kept": { exceptions: [{ resource: "logs", reason: "for ever and ever" }] } },
      /exceptions.0.until: /,
    ],
    [
      "a day that is none",
      { "bucket-kept": { exceptions: [{ ...exception, until: "2026-02-30" }] } },
      /exceptions.0.until: a day, YYYY-MM-DD/,
    ],
    [
      "an exception with more keys",
      { "bucket-kept": { exceptions: [{ ...exception, by: "me" }] } },
      /exceptions.0: .*"by"/,
    ],
  ])("is refused for %s", (_what, told, message) => {
    expect(() => read(told)).toThrow(message);
    expect(() => read(told)).toThrow(/^lab.policy.json does not configure the policy pack:\n/);
  });

  it("is refused the day after an exception has ended", () => {
    const told = { "bucket-kept": { exceptions: [exception] } };

    expect(() => read(told, "2027-01-01")).toThrow(
      "bucket-kept.exceptions.0.until: the exception ended on 2026-12-31; take it out",
    );
  });

  it("is refused for an exception that outlasts a year, with the latest day", () => {
    const told = (until: string) => ({ "bucket-kept": { exceptions: [{ ...exception, until }] } });

    expect(read(told("2027-12-31"), "2026-12-30")).toEqual(told("2027-12-31"));
    for (const until of ["2028-01-01", "9999-12-31"])
      expect(() => read(told(until), "2026-12-30")).toThrow(
        `bucket-kept.exceptions.0.until: the exception lasts until ${until}, and 2027-12-31 is the latest day, a year from now; give it an earlier one`,
      );
  });

  it("is refused with all faults at once", () => {
    expect(() => read({ all: "x", "bucket-kept": { minimumDays: 0 }, other: "y" })).toThrow(
      /all: [^]*minimumDays: [^]*"other"/,
    );
  });

  it("is refused where it is no JSON", () => {
    expect(() => readConfiguration("{", "lab.policy.json", rows, "2026-12-31")).toThrow(
      "lab.policy.json is no JSON: ",
    );
  });
});

describe("the level remediate", () => {
  const lines = (told: unknown) => {
    try {
      readConfiguration(JSON.stringify(told), "a.json", [...rows, mending], "2026-12-31");
      return [];
    } catch (error) {
      return (error as Error).message.split("\n").slice(1);
    }
  };
  const nothing =
    'got "remediate"; allowed are "advisory", "mandatory", "disabled": this rule puts nothing right itself';

  it("is for rules that put right what they find", () => {
    expect(lines({ "bucket-mended": "remediate" })).toEqual([]);
    expect(lines({ "bucket-mended": { enforcementLevel: "remediate" } })).toEqual([]);
    expect(lines({ "bucket-mended": "mend" })).toEqual([
      '  bucket-mended: got "mend"; allowed are "advisory", "mandatory", "disabled", "remediate"',
    ]);
  });

  it("is refused for every other, with what is allowed", () => {
    expect(lines({ "bucket-kept": "remediate" })).toEqual([`  bucket-kept: ${nothing}`]);
    expect(lines({ "bucket-kept": { enforcementLevel: "remediate" } })).toEqual([
      `  bucket-kept.enforcementLevel: ${nothing}`,
    ]);
  });

  it("is refused for all at once, with those that can", () => {
    const all =
      '  all: got "remediate"; allowed are "advisory", "mandatory", "disabled": few rules put right what they find; set it where it is wanted: ';

    expect(lines({ all: "remediate" })).toEqual([`${all}bucket-mended`]);
    expect(() => read({ all: "remediate" })).toThrow(`${all}none can`);
  });
});

describe("everything is switched off", () => {
  it.each([
    [{ all: "disabled" }, true],
    [{ "bucket-kept": "disabled", "bucket-locked": { enforcementLevel: "disabled" } }, true],
    [{ all: "disabled", "bucket-kept": "advisory" }, false],
    [{ "bucket-kept": "disabled" }, false],
    [{}, false],
  ] as const)("by %j: %s", (told, isOff) => {
    expect(switchesEverythingOff(told, rows)).toBe(isOff);
  });
});

describe("what the pack brings with it", () => {
  const advisory: Row[] = rows.map((one, at) => (at === 0 ? { ...one, level: "advisory" } : one));

  it.each<[string, object, object]>([
    ["nothing", {}, {}],
    ["a level for all", { all: "advisory" }, { all: "advisory" }],
    ["a level", { "bucket-locked": "disabled" }, { "bucket-locked": "disabled" }],
    [
      "an exception alone keeps the level of the rule",
      { "bucket-locked": { exceptions: [exception] }, "bucket-kept": { minimumDays: 40 } },
      {
        "bucket-locked": { enforcementLevel: "mandatory", exceptions: [exception] },
        "bucket-kept": { enforcementLevel: "advisory", minimumDays: 40 },
      },
    ],
    [
      "a number beside a level for all has that level",
      { all: "disabled", "bucket-locked": { minimumDays: 40 } },
      { all: "disabled", "bucket-locked": { enforcementLevel: "disabled", minimumDays: 40 } },
    ],
    [
      "a level of its own stays",
      { all: "disabled", "bucket-locked": { enforcementLevel: "advisory", minimumDays: 40 } },
      { all: "disabled", "bucket-locked": { enforcementLevel: "advisory", minimumDays: 40 } },
    ],
  ])("has a level wherever it speaks of a rule: %s", (_what, told, whole) => {
    expect(withLevels(told as never, advisory)).toEqual(whole);
  });
});

describe("what a configuration leaves of the pack", () => {
  const all = [...rows, mending];

  it.each<[string, object, boolean, string[]]>([
    ["says nothing", {}, false, []],
    ["advises of all", { all: "advisory" }, true, ["bucket-kept", "bucket-locked"]],
    ["stops one", { all: "disabled", "bucket-kept": "mandatory" }, false, ["bucket-locked"]],
    [
      "says a level and a number",
      { "bucket-kept": { enforcementLevel: "advisory" } },
      false,
      ["bucket-kept"],
    ],
    ["says a number alone", { "bucket-kept": { minimumDays: 40 } }, false, []],
    [
      "stops none of those that would",
      { "bucket-kept": "disabled", "bucket-locked": "advisory" },
      true,
      ["bucket-kept", "bucket-locked"],
    ],
    ["weakens what only advises", { "bucket-mended": "disabled" }, false, []],
    [
      "makes what advises stop",
      { all: "advisory", "bucket-mended": "mandatory" },
      false,
      ["bucket-kept", "bucket-locked"],
    ],
  ])("is known where it %s", (_what, told, nothing, weak) => {
    const configuration = told as Parameters<typeof stopsNothing>[0];
    expect([stopsNothing(configuration, all), weakened(configuration, all)]).toEqual([
      nothing,
      weak,
    ]);
  });
});
