import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pve-job-runs";
const job = (props: object) => [
  { type: "proxmoxve:backup/job:Job", props: { schedule: "sun 01:00", vmids: ["100"], ...props } },
];
const document = (parts: object) => [
  told("pve backup job", { enabled: "1", schedule: "sun 01:00", vmid: "100", ...parts }),
];

describe(rule, () => {
  it.each([
    ["guests", job({})],
    ["guests, and that it is enabled", job({ enabled: true })],
    ["all guests", job({ vmids: undefined, all: true })],
    ["all but some", job({ vmids: [], excludes: ["100"] })],
    ["a pool", job({ vmids: undefined, pool: "lab" })],
    ["guests in a document", document({})],
    ["all guests in a document", document({ vmid: undefined, all: "1" })],
    ["all but some in a document", document({ vmid: undefined, exclude: "100" })],
    ["all guests in a document by a truth value", document({ vmid: undefined, all: true })],
    ["a pool in a document", document({ vmid: undefined, pool: "lab" })],
    ["what is left out in a document", [told("pve backup job", { schedule: "daily", vmid: "1" })]],
  ])("passes a job with %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["job", job({ enabled: false })],
    ["job by a word", job({ enabled: "false" })],
    ["document", document({ enabled: "0" })],
    ["document by a truth value", document({ enabled: false })],
    ["document by a number", document({ enabled: 0 })],
  ])("fails on a %s that is disabled", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([
      "subject: enabled is false; wanted is true. Fix: set enabled to true.",
    ]);
  });

  it.each([
    ["left out", "", undefined],
    ["no calendar event", "sunny 02:00", "sunny 02:00"],
    ["over", "2020-01-01 02:00", "2020-01-01 02:00"],
    ["on a day that no month has", "*-02-30", "*-02-30"],
  ])("fails on a schedule that is %s", async (_what, got, schedule) => {
    for (const sent of [job({ schedule }), document({ schedule })]) {
      expect(await violationsOf(rule, sent)).toEqual([
        expect.stringContaining(
          `subject: schedule is "${got}", which never comes or comes to an end: `,
        ),
      ]);
    }
  });

  it("says why a schedule never comes", async () => {
    expect(await violationsOf(rule, job({ schedule: "*-02-30" }))).toEqual([
      expect.stringContaining(
        "none of its dates exists; wanted is a calendar event. Fix: set schedule",
      ),
    ]);
  });

  it.each([
    ["nobody", job({ vmids: undefined })],
    ["an empty list", job({ vmids: [], excludes: [] })],
    ["that not all", job({ vmids: undefined, all: false, pool: "" })],
    ["nobody in a document", document({ vmid: undefined })],
    ["that not all in a document", document({ vmid: "", all: "0" })],
  ])("fails on a job that selects %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([
      "subject: neither vmids nor all nor pool select a guest; wanted is one of them. Fix: name the guests in vmids, or set all or pool.",
    ]);
  });

  it("names everything that is wrong", async () => {
    expect(await violationsOf(rule, job({ enabled: false, schedule: "", vmids: [] }))).toHaveLength(
      3,
    );
  });

  it.each([
    ["document", told("pve storage", { enabled: "0" })],
    ["command", { type: "command:remote:Command", props: { create: "true" } }],
  ])("says nothing of another %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it("says of which job something is not known yet", async () => {
    expect(await verdictOf(rule, job({ schedule: unknown }))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("schedule of subject is not known yet"),
    });
  });
});
