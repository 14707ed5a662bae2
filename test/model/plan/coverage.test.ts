import { type Estate } from "../../../model/estate";
import { planCoverage } from "../../../model/plan/coverage";
import { copy, estate, item, offsiteCopy, place } from "../../support/plan";

const today = "2026-11-24";
const places: Estate["places"] = {
  ...estate().places,
  tape: place({ store: "tape" }),
  other: place({ store: "other" }),
};
const exempt = (expires: string) => ({
  places,
  exemptions: { guest01: { reason: "rebuilt from code", expires } },
});
const none = { places, exemptions: {} };

describe("the coverage of an item", () => {
  it("is protected by a copy that somebody makes", () => {
    const { coverage, findings } = planCoverage(
      none,
      [item()],
      [copy(), copy({ place: "tape", medium: "tape", class: "linux" }), offsiteCopy()],
      today,
    );

    expect(coverage).toEqual([
      {
        item: "guest01",
        kind: "guest",
        status: "protected",
        classes: ["linux"],
        rule: {
          copies: 4,
          media: 4,
          offsite: 1,
          immutable: 2,
          unverified: 0,
          met: true,
          missing: [],
        },
      },
    ]);
    expect(findings).toEqual([]);
  });

  it("fails for an item without class and exemption, at its path", () => {
    const { coverage, findings } = planCoverage(none, [item({ classes: [] })], [], today);

    expect(coverage[0]?.status).toBe("unprotected");
    expect(findings).toMatchObject([
      {
        severity: "error",
        path: "backup:guests.guest01.classes",
        message: "no class protects guest01, and nothing exempts it",
        allowed: expect.stringContaining("backup:exemptions"),
      },
    ]);
  });

  it("is an exemption until the end of its last day", () => {
    const { coverage, findings } = planCoverage(exempt(today), [item({ classes: [] })], [], today);

    expect(coverage[0]).toMatchObject({ status: "exempt", exemption: { expires: today } });
    expect(findings).toEqual([]);
  });

  it("fails with one error for an exemption that is over", () => {
    const { coverage, findings } = planCoverage(
      exempt("2026-11-23"),
      [item({ classes: [] })],
      [],
      today,
    );

    expect(coverage[0]?.status).toBe("unprotected");
    expect(findings).toEqual([
      {
        severity: "error",
        path: "backup:exemptions.guest01.expires",
        message: "the exemption is over: rebuilt from code",
        got: "2026-11-23",
        allowed: "2026-11-24 or later",
        fix: expect.any(String),
      },
    ]);
  });

  it("notes an exemption that nobody needs", () => {
    const { findings } = planCoverage(
      exempt("2027-01-01"),
      [item()],
      [copy(), offsiteCopy()],
      today,
    );

    expect(findings).toMatchObject([{ severity: "note", path: "backup:exemptions.guest01" }]);
  });

  it("is only planned while nobody makes its copies, which count for nothing", () => {
    const nobodys = { maker: "nobody", standing: "planned" } as const;
    const planned = [copy(nobodys), offsiteCopy(nobodys)];
    const { coverage, findings } = planCoverage(none, [item()], planned, today);

    expect(coverage[0]).toMatchObject({ status: "planned", rule: { copies: 1, offsite: 0 } });
    expect(findings).toMatchObject([
      {
        severity: "warning",
        path: "backup:classes.linux",
        message: "1 item is not protected yet, because nobody makes any of their copies: guest01",
      },
      {
        severity: "warning",
        path: "backup:classes.linux.place",
        message: "the copies of 1 item in store are planned and nobody makes them yet: guest01",
      },
      { severity: "warning", path: "backup:classes.linux.offsite.place" },
    ]);
  });

  it.each([
    ["closed", "the store of their copies takes no new ones"],
    ["overfull", "the store of their copies cannot hold what it has to keep"],
    ["unproven", "nothing is known of how long their copies stay"],
  ] as const)("is %s where no copy stands better, and says why", (standing, because) => {
    const { coverage, findings } = planCoverage(none, [item()], [copy({ standing })], today);

    expect(coverage[0]).toMatchObject({ status: standing, rule: { copies: 1, met: false } });
    expect(findings).toMatchObject([
      { severity: "warning", message: expect.stringContaining(because) },
    ]);
    const kept = [copy({ standing }), copy({ place: "other" })];
    expect(planCoverage(none, [item()], kept, today).coverage[0]?.status).toBe("protected");
  });

  it("leaves to the placement what has classes and no copy", () => {
    const { coverage, findings } = planCoverage(none, [item()], [], today);

    expect(coverage[0]?.status).toBe("unprotected");
    expect(findings).toEqual([]);
  });

  it("does not take a name for an exemption that only every object has", () => {
    const odd = item({ name: "constructor", classes: [] });
    expect(planCoverage(none, [odd], [], today).coverage[0]?.status).toBe("unprotected");
  });
});

describe("3-2-1-1-0", () => {
  const ruleOf = (...copies: ReturnType<typeof copy>[]) =>
    planCoverage(none, [item()], copies, today).coverage[0]?.rule;

  it("tells in words everything that is missing", () => {
    expect(ruleOf(copy({ medium: "nvme", verified: false }))).toEqual({
      copies: 2,
      media: 1,
      offsite: 0,
      immutable: 0,
      unverified: 1,
      met: false,
      missing: [
        "3 copies (2 with the original)",
        "2 kinds of medium (1)",
        "1 copy offsite",
        "1 copy that is locked or offline",
        "0 unverified (store is not)",
      ],
    });
  });

  it("counts two classes in one place as one copy", () => {
    expect(ruleOf(copy(), copy({ class: "again", job: "again" }))?.copies).toBe(2);
  });

  it.each([
    ["two namespaces of one datastore", place({ namespace: "second" }), 2],
    ["two datastores of one disk", place({ store: "second", disk: "nvme" }), 2],
    ["two datastores", place({ store: "second" }), 3],
    ["two stores of one name", place({ engine: "veeam" }), 3],
  ])("counts copies in %s by what they lie on", (_, second, expected) => {
    const disk = second.disk === undefined ? {} : { disk: second.disk };
    const lab = { ...none, places: { store: place(disk), second } };
    const copies = [copy(), copy({ place: "second", class: "again", verified: false })];
    const rule = planCoverage(lab, [item()], copies, today).coverage[0]?.rule;
    expect(rule).toMatchObject({ copies: expected, unverified: 1 });
    expect(rule?.missing.at(-1)).toBe("0 unverified (second is not)");
  });

  it("counts one bucket offsite once, and as locked where either of its places is", () => {
    const lab = { ...none, places: { ...places, again: places["vault"]! } };
    const copies = [
      offsiteCopy(),
      offsiteCopy({ place: "again", class: "again", lockDays: undefined }),
    ];
    expect(planCoverage(lab, [item()], copies, today).coverage[0]?.rule).toMatchObject({
      ...{ copies: 2, offsite: 1, immutable: 1 },
    });
  });

  it("counts a lock as immutable and a tape as offline", () => {
    expect(ruleOf(offsiteCopy({ lockDays: undefined }))?.immutable).toBe(0);
    expect(ruleOf(offsiteCopy({ lockDays: 1 }))?.immutable).toBe(1);
    expect(ruleOf(copy({ medium: "tape" }))?.immutable).toBe(1);
  });

  it("does not guess what the original of a repository lies on", () => {
    const repository = item({ kind: "repository" });
    const { coverage } = planCoverage(none, [repository], [copy()], today);
    expect(coverage[0]?.rule.media).toBe(1);
  });

  it("fails for 31 guests alike with one warning that counts and names them", () => {
    const names = Array.from({ length: 31 }, (_, index) => `guest${10 + index}`);
    const { findings } = planCoverage(
      none,
      names.map((name) => item({ name })),
      names.map((name) => copy({ item: name })),
      today,
    );

    expect(findings).toEqual([
      {
        severity: "warning",
        path: "backup:classes.linux",
        message: expect.stringMatching(
          /^31 items are short of 3-2-1-1-0: guest10, guest11, .* and 23 more$/,
        ),
        got: "2-2-0-0-0",
        allowed:
          "3-2-1-1-0; missing: 3 copies (2 with the original); 1 copy offsite; 1 copy that is locked or offline",
        fix: expect.any(String),
      },
    ]);
  });
});
