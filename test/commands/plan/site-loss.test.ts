import { siteLossText } from "../../../commands/plan/site-loss";
import { type Objective } from "../../../model/plan/plan";

const worst: Objective = {
  item: "dc01",
  kind: "site-rpo",
  class: "linux",
  place: "vault",
  hours: 47.5,
  met: true,
  reason: "because",
  estimated: true,
  atBest: false,
};

describe("the line for the whole site", () => {
  it("tells the worst item, and what would be lost besides", () => {
    expect(
      siteLossText({ worst, doubtful: [], lost: ["fs02"] })
        .join(" ")
        .replace(/\s+/g, " ")
        .trim(),
    ).toBe(
      "Whole site: RPO ~47.5 h (2 days), worst of dc01 in linux; 1 item more would be lost, as nobody brings a copy of it offsite: fs02.",
    );
  });

  it("says of what the figure is not to be relied on", () => {
    const text = siteLossText({ worst, doubtful: ["dc01", "dc02"], lost: [] }).join(" ");
    expect(text.replace(/\s+/g, " ")).toContain(
      "in linux; the copies offsite of 2 items cannot be relied on: dc01, dc02.",
    );
  });

  it("tells of no figure where nothing is brought offsite", () => {
    expect(
      siteLossText({ doubtful: [], lost: ["a", "b"] })
        .join(" ")
        .replace(/\s+/g, " ")
        .trim(),
    ).toBe("Whole site: 2 items would be lost, as nobody brings a copy of them offsite: a, b.");
  });

  it("is left out where there is nothing to lose", () => {
    expect(siteLossText({ doubtful: [], lost: [] })).toEqual([]);
  });
});
