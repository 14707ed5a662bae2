import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "../encryption/support";

const rule = "pgbackrest-kept-days";
const byTime = { "repo1-retention-full-type": "time" };
const stanza = (options: object) => [told("postgres stanza", { options: { pg: options } })];

describe(rule, () => {
  it.each([30, 400])("passes %d days", async (days) => {
    expect(
      await violationsOf(rule, stanza({ ...byTime, "repo1-retention-full": String(days) })),
    ).toEqual([]);
  });

  it.each([
    [{ ...byTime, "repo1-retention-full": "29" }, "repo1-retention-full is 29, and its type time"],
    [{ "repo1-retention-full": "30" }, "repo1-retention-full is 30, and its type not set"],
    [
      { "repo1-retention-full-type": "count", "repo1-retention-full": "30" },
      "repo1-retention-full is 30, and its type count",
    ],
    [{}, "repo1-retention-full is not set, and its type not set"],
    [
      {
        ...{ ...byTime, "repo1-retention-full": "30" },
        ...{ "repo2-retention-full-type": "time", "repo2-retention-full": "7" },
      },
      "repo2-retention-full is 7, and its type time",
    ],
  ])("fails on %j", async (options, got) => {
    expect(await violationsOf(rule, stanza(options))).toEqual([
      expect.stringContaining(`${got}; wanted are 30 or more by time`),
    ]);
  });

  it.each(["repo1-retention-archive", "archive-push-queue-max"])(
    "fails on log that goes by %s",
    async (option) => {
      const kept = { ...byTime, "repo1-retention-full": "30" };
      expect(await violationsOf(rule, stanza({ ...kept, [option]: "2" }))).toEqual([
        `subject: ${option} is 2, so log goes that backups need to be restored to a moment; wanted is no such limit. Fix: take ${option} out.`,
      ]);
    },
  );

  it("judges every section, as a command has its own, and names of before", async () => {
    const good = { ...byTime, "repo1-retention-full": "30" };
    const options = {
      "pg:expire": { "repo-retention-full": "1" },
      pg: good,
      "pg:archive-push": { "archive-queue-max": "1GB" },
    };
    const [soon, queue, ...others] = await violationsOf(rule, [
      told("postgres stanza", { options }),
    ]);
    expect([soon, queue, others]).toEqual([
      expect.stringContaining("repo1-retention-full is 1 and 30, and its type time"),
      expect.stringContaining("archive-push-queue-max is 1GB"),
      [],
    ]);
  });

  it("judges every section's type, and wants the days said", async () => {
    const judged = (options: object) => violationsOf(rule, [told("postgres stanza", { options })]);
    const byCount = { "repo1-retention-full-type": "count" };
    const days = { "repo1-retention-full": "30" };

    expect(await judged({ "pg:expire": byCount, pg: { ...byTime, ...days } })).toEqual([
      expect.stringContaining("repo1-retention-full is 30, and its type count and time"),
    ]);
    expect(await judged({ pg: byTime })).toEqual([
      expect.stringContaining("repo1-retention-full is not set, and its type time"),
    ]);
  });

  it("says that a document is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [told("postgres backup", {})])).toEqual([]);
  });
});
