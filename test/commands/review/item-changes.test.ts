import { itemChanges } from "../../../commands/review/item-changes";
import { type ItemCoverage, type Plan, type PlannedCopy } from "../../../model/plan/plan";
import { labPlan } from "../../support/lab-plan";

const [anyCopy] = labPlan().copies as readonly [PlannedCopy, ...PlannedCopy[]];
const [anyCoverage] = labPlan().coverage as readonly [ItemCoverage, ...ItemCoverage[]];

/** The copy of `web` in a place, kept unless something else is said. */
const copy = (place: string, change: Partial<PlannedCopy> = {}): PlannedCopy => ({
  ...anyCopy,
  ...{ item: "web", class: "images", place, standing: "kept" },
  ...change,
});

type Compared = Pick<Plan, "coverage" | "copies">;

const state = (
  status: ItemCoverage["status"],
  copies: readonly PlannedCopy[] = [],
  change: Partial<ItemCoverage> = {},
): Compared => ({
  coverage: [
    {
      ...anyCoverage,
      item: "web",
      status,
      rule: { ...anyCoverage.rule, copies: 1 + copies.length },
      ...change,
    },
  ],
  copies,
});

const absent: Compared = { coverage: [], copies: [] };
const both = [copy("disk"), copy("vault")];

/** What becomes of `web`, and which way. */
const told = (before: Compared, after: Compared) =>
  itemChanges(before, after).map(({ event, direction }) => `${event}: ${direction}`);

describe("what becomes of an item", () => {
  it("is nothing where nothing of it differs", () => {
    expect(told(state("protected", both), state("protected", both))).toEqual([]);
  });

  it.each<[string, Compared, Compared, string]>([
    ["comes with a copy", absent, state("protected", both), "newly declared: better"],
    ["comes without one", absent, state("unprotected"), "newly declared: worse"],
    ["comes with one that has no room", absent, state("overfull", both), "newly declared: other"],
    ["comes with an exemption", absent, state("exempt"), "newly declared: other"],
    ["goes", state("protected", both), absent, "no longer declared: other"],
    [
      "gets its first copy",
      state("unprotected"),
      state("protected", both),
      "newly protected: better",
    ],
    [
      "loses its last",
      state("protected", both),
      state("unprotected"),
      "no longer protected: worse",
    ],
    ["stands worse", state("planned"), state("unprotected"), "standing otherwise: worse"],
    ["stands better", state("unprotected"), state("planned"), "standing otherwise: better"],
    ["is exempt and loses copies", state("overfull", both), state("exempt"), "newly exempt: worse"],
    ["is exempt and had none", state("unprotected"), state("exempt"), "newly exempt: other"],
    ["is asked for again", state("exempt"), state("planned", both), "no longer exempt: better"],
    [
      "loses one of two",
      state("protected", both),
      state("protected", [copy("disk")]),
      "with copies lost: worse",
    ],
    [
      "gets a second",
      state("protected", [copy("disk")]),
      state("protected", both),
      "with copies gained: better",
    ],
    [
      "moves",
      state("protected", [copy("disk")]),
      state("protected", [copy("tape")]),
      "protected by other copies: other",
    ],
  ])("that %s is told with its way", (_, before, after, words) => {
    expect(told(before, after)).toEqual([words]);
  });

  it("counts 3-2-1-1-0 where copies only move", () => {
    const [here, there] = [copy("disk"), copy("vault")].map((one) => state("protected", [one]));
    const rule = { ...anyCoverage.rule, copies: 2 };
    const better = state("protected", [copy("vault")], { rule: { ...rule, offsite: 1 } });
    expect(told(here!, there!)).toEqual(["protected by other copies: other"]);
    expect(told(here!, better)).toEqual(["protected by other copies: better"]);
  });

  it("tells which copies it gains and loses", () => {
    const [change] = itemChanges(
      state("protected", [copy("disk")]),
      state("protected", [copy("tape")]),
    );
    expect(change).toMatchObject({
      ...{ item: "web", gained: [{ class: "images", place: "tape" }], altered: [] },
      lost: [{ class: "images", place: "disk" }],
    });
  });
});

describe("a copy that stays", () => {
  const altered = (before: Partial<PlannedCopy>, after: Partial<PlannedCopy>) => {
    const [one] = itemChanges(
      state("protected", [copy("disk", before)]),
      state("protected", [copy("disk", after)]),
    );
    return one?.altered.map(
      ({ what, before: was, after: is, direction }) => `${what} ${was} → ${is}: ${direction}`,
    );
  };

  it.each<[Partial<PlannedCopy>, Partial<PlannedCopy>, string]>([
    [
      { encryption: "aes-256" },
      { encryption: "none" },
      "encryption aes-256 → not encrypted: worse",
    ],
    [
      { encryption: "none" },
      { encryption: "aes-256" },
      "encryption not encrypted → aes-256: better",
    ],
    [{ verified: true }, { verified: false }, "verified yes → no: worse"],
    [{ verified: false }, { verified: true }, "verified no → yes: better"],
    [{ lockDays: 90 }, { lockDays: 30 }, "lock 90 d → 30 d: worse"],
    [{}, { lockDays: 30 }, "lock not locked → 30 d: better"],
    [{ offsite: true }, { offsite: false }, "offsite yes → no: worse"],
    [{ offsite: false }, { offsite: true }, "offsite no → yes: better"],
    [{ standing: "kept" }, { standing: "overfull" }, "stands kept → overfull: worse"],
    [{ standing: "planned" }, { standing: "kept" }, "stands planned → kept: better"],
    [
      { consistency: "application" },
      { consistency: "crash" },
      "consistency application → crash: worse",
    ],
    [
      { consistency: "unknown" },
      { consistency: "file-system" },
      "consistency unknown → file-system: better",
    ],
    [{ medium: "disk" }, { medium: "tape" }, "medium disk → tape: other"],
    [{ maker: "stack" }, { maker: "operator" }, "made by stack → operator: other"],
  ])("and has %p made %p is told: %s", (before, after, words) => {
    expect(altered(before, after)).toEqual([words]);
  });

  it("is told once with all that differs, and the worst of it counts", () => {
    const before = { encryption: "aes-256", verified: false } as const;
    const after = { encryption: "none", verified: true } as const;
    expect(altered(before, after)).toHaveLength(2);
    expect(
      told(state("protected", [copy("disk", before)]), state("protected", [copy("disk", after)])),
    ).toEqual(["with copies altered: worse"]);
  });
});
