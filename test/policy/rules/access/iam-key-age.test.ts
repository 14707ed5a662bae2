import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "iam-key-age";
const key = (createDate?: string, more: object = {}) => ({
  ...{ type: "aws:iam/accessKey:AccessKey", props: { user: "writer", createDate } },
  ...more,
});

describe(rule, () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse("2026-06-30T12:00:00Z"), doNotFake: ["nextTick"] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ["of today", key("2026-06-30T11:00:00Z")],
    ["of 90 days", key("2026-03-31T12:00:01Z")],
    ["whose date nobody has told yet", key()],
    ["that is made now", key(unknown)],
  ])("passes a key %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it("fails on a key of 91 days", async () => {
    expect(await violationsOf(rule, [key("2026-03-31T12:00:00Z")])).toEqual([
      "subject: createDate: the access key is 91 days old; wanted are 90 at most. Fix: replace the access key.",
    ]);
  });

  it("lets the days be configured", async () => {
    const made = key("2026-06-28T12:00:00Z");

    expect(await violationsOf(rule, [made], { maximumDays: 2 })).toEqual([]);
    expect(await violationsOf(rule, [made], { maximumDays: 1 })).toHaveLength(1);
  });

  it("says of a key whose date the program takes from elsewhere that it is not known yet", async () => {
    const sent = key(unknown, { from: { createDate: ["subject"] } });

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("createDate of subject is not known yet"),
    });
  });
});
