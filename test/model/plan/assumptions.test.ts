import { assumptions } from "../../../model/plan/assumptions";
import { estate, item } from "../../support/plan";

describe("the assumptions of a plan", () => {
  it("name the items nobody measured and the links nobody measured", () => {
    const notes = assumptions(estate(), [item(), item({ name: "guest02", measured: false })]);

    expect(notes.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      "note backup:sizing",
      "note backup:links.wan.measured",
      "note backup:site.timezone",
    ]);
    expect(notes[0]?.message).toContain(
      "1 item of 2 are estimated from what they were given, 50 % of 1 guest: guest02.",
    );
    expect(notes[1]?.message).toContain("vault");
  });

  it("tell the share of each kind of item apart", () => {
    const kinds = ["bucket", "database", "guest", "repository", "guest", "repository"] as const;
    const items = kinds.map((kind, index) => item({ name: `${index}`, kind, measured: false }));

    expect(assumptions(estate(), items)[0]?.message).toContain(
      "given, 50 % of 2 guests, 75 % of 1 database, 90 % of 1 bucket, 100 % of 2 repositories: 0, 1",
    );
  });

  it("are none where everything was measured", () => {
    const { lan } = estate().links;
    const notes = assumptions(estate({ links: lan ? { lan } : {} }), [item()]);
    expect(notes.filter(({ path }) => path !== "backup:site.timezone")).toEqual([]);
  });

  it("name the time zone that nobody asks the servers for, where a schedule counts in theirs", () => {
    const zones = (places: Parameters<typeof estate>[0]) =>
      assumptions(estate(places), [item()]).filter(({ path }) => path === "backup:site.timezone");

    expect(zones({})).toMatchObject([
      { message: expect.stringMatching(/in UTC, .* servers of Proxmox Backup Server/) as string },
    ]);
    expect(zones({ places: {} })).toEqual([]);
  });
});
