import { siteLoss } from "../../../model/plan/site-loss";
import { type ItemCoverage, type Objective } from "../../../model/plan/plan";
import { offsiteCopy } from "../../support/plan";

const covered = (item: string, status: ItemCoverage["status"] = "protected"): ItemCoverage => ({
  item,
  kind: "guest",
  status,
  classes: ["linux"],
  rule: { copies: 3, media: 2, offsite: 1, immutable: 1, unverified: 0, met: true, missing: [] },
});

const loses = (item: string, hours: number, change: Partial<Objective> = {}): Objective => ({
  item,
  kind: "site-rpo",
  class: "linux",
  place: "vault",
  hours,
  met: true,
  reason: "because",
  estimated: false,
  atBest: false,
  ...change,
});

describe("what is lost with the whole lab", () => {
  it("is that of the item whose best copy offsite is furthest behind", () => {
    const copies = [
      offsiteCopy({ item: "a" }),
      offsiteCopy({ item: "a", place: "other" }),
      offsiteCopy({ item: "b" }),
    ];
    const objectives = [loses("a", 900), loses("a", 30, { place: "other" }), loses("b", 40)];

    expect(siteLoss([covered("a"), covered("b")], copies, objectives)).toEqual({
      worst: objectives[2],
      doubtful: [],
      lost: [],
    });
  });

  it("is everything of an item without a copy offsite, or with one that nobody makes yet", () => {
    const copies = [offsiteCopy({ item: "a", maker: "nobody" })];
    const objectives = [loses("a", 30), loses("b", 4, { kind: "rpo", place: "store" })];

    expect(siteLoss([covered("a"), covered("b")], copies, objectives)).toEqual({
      doubtful: [],
      lost: ["a", "b"],
    });
  });

  it("is not to be relied on where no copy of an item stands as it should", () => {
    const standings = ["overfull", "closed", "kept", "unproven"] as const;
    const copies = [
      ...standings.map((standing) => offsiteCopy({ item: standing, standing })),
      // Another of its copies stands.
      offsiteCopy({ item: "closed", place: "other", standing: "kept" }),
      // What lies in the lab is gone.
      offsiteCopy({ item: "overfull", place: "here", offsite: false, standing: "kept" }),
    ];
    const objectives = standings.map((item) => loses(item, 30));
    const coverage = standings.map((item) => covered(item));

    expect(siteLoss(coverage, copies, objectives)).toMatchObject({
      doubtful: ["overfull", "unproven"],
      lost: [],
    });
  });

  it("leaves out what nobody would miss", () => {
    expect(siteLoss([covered("a", "exempt")], [], [])).toEqual({ doubtful: [], lost: [] });
  });
});
