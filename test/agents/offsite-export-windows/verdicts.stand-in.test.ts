import { describeRealPowerShell } from "../../support/powershell-host";
import { type Answer, AgentParts, type Canned } from "./parts";

const at = "veeam/fs02/2026-11-22T01:10:00Z";
const begun = "20261122T030000Z";
const hex = (digit: string) => digit.repeat(64);

/** An object as rclone lists it. */
interface Listed {
  readonly Path: string;
  readonly Size: number;
  readonly ModTime: string;
  readonly Tier?: string;
}

const listed = (name: string, more: Partial<Listed> = {}): Listed => ({
  ...{ Path: `${begun}/${name}`, Size: 500, ModTime: "2026-11-22T03:00:00Z", ...more },
});
const key = `keys/${hex("a")}`;
const closed = `snapshots/${hex("c")}`;
const pack = `data/bb/${hex("b")}`;

/** What lies in the bucket of an export that nobody has touched. */
const untouched = [
  listed("config"),
  listed(key),
  listed(`index/${hex("1")}`),
  listed(`snapshots/${hex("d")}`),
  listed(closed, { ModTime: "2026-11-22T04:00:00Z" }),
  listed(pack, { Tier: "GLACIER", Size: 5000 }),
  listed(`locks/${hex("e")}`, { Size: 0 }),
];

/** The name that rclone gives a version that is not the current one. */
const older = (name: string, time: string) =>
  `${begun}/${name}-v${time.slice(0, 10)}-${time.slice(11, 19).replaceAll(":", "")}-000`;

const archive = "fs02.vbk";
const tags = (more: Readonly<Record<string, string | undefined>> = {}) =>
  Object.entries({
    ...{ format: "offsite-export/2", estate: "lab/test", item: "veeam/fs02", snapshot: at, begun },
    ...more,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));

/** A snapshot of restic's, of an archive. */
const sent = (
  more: Readonly<Record<string, string | undefined>> = {},
  paths = `C:\\${archive}`,
) => ({
  ...{ id: hex("d"), time: "2026-11-22T03:30:00.5+01:00", paths: [paths] },
  tags: tags({ archive, ...more }),
});

/** The one that closes an export. */
const closing = (more: Readonly<Record<string, string | undefined>> = {}, ...also: string[]) => ({
  ...{ id: hex("c"), time: "2026-11-22T04:00:00Z", paths: ["C:\\closed"] },
  tags: [
    ...tags({ count: "1", archive: `${archive} ${hex("d")} 4900 ${hex("5")}`, ...more }),
    ...also,
  ],
});

/** What restic says of an export that nobody has touched. */
const said = (snapshots: readonly object[]): Canned[] => [
  { asked: " cat .*/keys/", code: 0, out: '{"N":32768,"r":8,"p":1}' },
  { asked: " snapshots ", code: 0, out: JSON.stringify(snapshots) },
];

interface Verdict {
  readonly verdict: "whole" | "open" | "refused";
  readonly refusal?: string;
  readonly doubts?: string;
  readonly archives?: readonly object[];
}

describeRealPowerShell("an export, judged on Windows,", () => {
  let parts: AgentParts;
  beforeAll(() => (parts = new AgentParts()));
  afterAll(() => parts.remove());

  const judge = (
    listing: readonly Listed[] = untouched,
    snapshots: readonly object[] = [sent(), closing()],
    programs: readonly Canned[] = [],
    all = true,
  ): Promise<Answer<Verdict>> =>
    parts.ask({
      settings: { estate: "lab/test", bucket: "b", prefix: "p", region: "r" },
      data: { programs: [...programs, ...said(snapshots)], listing: JSON.stringify(listing) },
      script: `Test-Export (ConvertTo-Listing $request.data.listing) '${at}' '${begun}' $${String(all)}`,
    });
  const without = (name: string) => untouched.filter(({ Path }) => Path !== `${begun}/${name}`);
  const but = (name: string, more: Partial<Listed>) => [
    ...without(name),
    listed(name, { ...untouched.find(({ Path }) => Path.endsWith(name)), ...more }),
  ];

  it("is whole where nobody has touched it, and says what it holds", async () => {
    const { value, fault, asked } = await judge();
    expect(fault).toBe("");
    expect(value).toMatchObject({
      ...{ verdict: "whole", doubts: "" },
      archives: [{ archive, id: hex("d"), bytes: 4900, sha256: hex("5") }],
    });
    // Everything that is listed restic has looked for, and nothing was written.
    expect(asked).toContain(`restic ${at}/${begun} check --no-lock`);
    expect(asked).not.toContainEqual(expect.not.stringMatching(/--no-lock|rclone cat/));
    // As restic on Linux calls the same, and where the closing alone is read.
    const linux = [sent({}, `/${archive}`), closing()];
    expect((await judge(untouched, linux, [], false)).value.verdict).toBe("whole");
  });

  it.each<[string, readonly Listed[], RegExp]>([
    ["has no configuration", without("config"), /^config is missing$/],
    ["has no key", without(key), /^it has no key$/],
    ["has two keys", [...untouched, listed(`keys/${hex("f")}`)], /^it has 2 keys, of which one/],
    ["has a key that is none", but(key, { Size: 5000 }), /is no key of restic: it has 5000 bytes$/],
    ["has an empty pack", but(pack, { Size: 0 }), /^data\/bb\/b+ is empty$/],
    [
      "was written over",
      [
        ...untouched,
        {
          ...listed(pack, { Size: 6000, ModTime: "2026-11-22T02:00:00Z" }),
          Path: older(pack, "2026-11-22T02:00:00Z"),
        },
      ],
      /^data\/bb\/b+ was written over: it has 5000 bytes, its version of 2026-11-22 has 6000$/,
    ],
    ["cannot be opened", but(closed, { Tier: "DEEP_ARCHIVE" }), /was put into DEEP_ARCHIVE, where/],
  ])("is refused where it %s", async (_, listing, why) => {
    const { value } = await judge(listing);
    expect(value.verdict).toBe("refused");
    expect(value.refusal).toMatch(why);
  });

  it("is looked at closely where something is hidden or has a strange name, and says so", async () => {
    const hidden = [
      ...without(pack),
      { ...listed(pack), Path: older(pack, "2026-11-22T02:00:00Z") },
    ];
    const said = (await judge(hidden, undefined, [], false)).value;
    expect(said.verdict).toBe("whole");
    expect(said.doubts).toMatch(
      /^data\/bb\/b+ is hidden by a delete marker; its version of 2026-11/,
    );
    const missing: Canned = { asked: " check ", code: 1, err: "pack is missing" };
    const gone = (await judge(hidden, undefined, [missing], false)).value;
    expect(gone.refusal).toMatch(/is hidden by a delete marker; .*; pack is missing$/);
    const strange = (await judge([...untouched, listed("data/x")], undefined, [missing], false))
      .value;
    expect(strange.refusal).toBe("data/x is no name that an export has; pack is missing");
  });

  it("says what was written again after it was closed", async () => {
    const again = [
      ...but(pack, { ModTime: "2026-11-25T00:00:00Z" }),
      { ...listed(pack, { Size: 5000 }), Path: older(pack, "2026-11-22T02:00:00Z") },
    ];
    expect((await judge(again)).value).toMatchObject({
      verdict: "whole",
      doubts: expect.stringMatching(/was written again on 2026-11-25, when the export/) as string,
    });
  });

  it.each<[string, Canned, RegExp]>([
    [
      "another key",
      { asked: " cat config", code: 12 },
      /^wrong key: .* its fingerprint is [0-9a-f:]{95}$/,
    ],
    ["no end", { asked: " snapshots ", code: 124 }, /^it does not open within 600 seconds, so its/],
    [
      "a snapshot that restic passes over",
      { asked: " snapshots ", code: 0, out: "[]", err: "ignoring snapshot" },
      /^ignoring snapshot$/,
    ],
    [
      "a key that costs too much",
      { asked: "/keys/", code: 0, out: '{"N":1048576,"r":8,"p":1}' },
      /would take its reader too long to compute/,
    ],
    [
      "a key that costs too much together",
      { asked: "/keys/", code: 0, out: '{"N":32768,"r":8,"p":100}' },
      /would take its reader too long to compute/,
    ],
  ])("is refused where opening it meets %s", async (_, program, why) => {
    const { value } = await judge(untouched, undefined, [program]);
    expect(value.verdict).toBe("refused");
    expect(value.refusal).toMatch(why);
  });

  it.each<[string, readonly object[], RegExp]>([
    [
      "another estate's",
      [sent(), closing({ estate: "lab/other" })],
      /^its estate is lab\/other, not/,
    ],
    ["another item's", [sent(), closing({ item: "veeam/fs04" })], /^its item is veeam\/fs04, not/],
    ["another time's", [sent(), closing({ snapshot: "veeam/fs02/x" })], /^its snapshot is veeam/],
    [
      "an earlier one's",
      [sent(), closing({ begun: "20261101T030000Z" })],
      /^its begun is 20261101/,
    ],
    ["of another format", [sent(), closing({ format: "x" })], /^its format is x, not offsite/],
    ["of nobody's estate", [sent(), closing({ estate: undefined })], /^its estate is , not lab/],
    [
      "of two estates",
      [sent(), closing({}, "estate=lab/other")],
      /^its estate is lab\/test, lab\/o/,
    ],
    ["of another number", [sent(), closing({ count: "2" })], /^it lists 1 archives, not 2$/],
    ["of nothing", [sent(), closing({ archive: undefined })], /^it lists no archive$/],
    ["of one that is gone", [closing()], /^the snapshot d+ of fs02\.vbk is missing$/],
    [
      "of another item's archive",
      [sent({ item: "veeam/fs04" }), closing()],
      /^fs02\.vbk: its item/,
    ],
    [
      "of another archive",
      [sent({ archive: "x.vbk" }), closing()],
      /is of x\.vbk, not of fs02\.vbk/,
    ],
    ["of another file", [sent({}, "C:\\x.vbk"), closing()], /is of fs02\.vbk, not of fs02\.vbk$/],
  ])("is refused where what closes it is %s", async (_, snapshots, why) => {
    const { value } = await judge(untouched, snapshots);
    expect(value.verdict).toBe("refused");
    expect(value.refusal).toMatch(why);
  });

  it("is open where nothing closes it, and judged by the last that does", async () => {
    expect((await judge(untouched, [sent()])).value.verdict).toBe("open");
    const later = { ...closing({ count: "2" }), time: "2026-11-22T04:30:00+01:00" };
    expect((await judge(untouched, [closing(), later, sent()])).value.verdict).toBe("whole");
  });

  it("is none once its days are over, nor one that is yet to be begun", async () => {
    const now = Date.now();
    const daysAgo = (days: number) =>
      new Date(now - days * 86_400_000).toISOString().replace(/[-:]|\.\d+/g, "");
    const times = [daysAgo(89), daysAgo(91), daysAgo(10), "20261399T000000Z", "junk"];
    const listing = times.map((time) => ({ ...listed(""), Path: `${time}/config` }));
    const { value } = await parts.ask<readonly string[]>({
      settings: { keptDays: 90 },
      data: { listing: JSON.stringify(listing) },
      script: "Get-Begun (ConvertTo-Listing $request.data.listing)",
    });
    // What no calendar has is refused when it is opened, by its name.
    expect(value).toEqual(["20261399T000000Z", daysAgo(10), daysAgo(89)]);
    const { value: future } = await parts.ask<{ readonly fault: string }>({
      script: `Get-ListingVerdict @() '${daysAgo(-2)}'`,
    });
    expect(future.fault).toContain("its name says that it is yet to be begun");
  });
});
