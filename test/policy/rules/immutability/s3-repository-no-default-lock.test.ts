import { unknown, verdictOf, violationsOf } from "../../support";
import { lock, lockTypes, setting, told } from "./support";

const rule = "s3-repository-no-default-lock";
const days = { mode: "COMPLIANCE", days: 30 };
const veeam = told("veeam s3 repository", { document: { bucket: "archive" } }, "windows");
const pbs = told("pbs datastore", { document: { backend: "bucket=archive,client=aws,type=s3" } });

describe(rule, () => {
  it.each([
    ["Veeam", veeam],
    ["Proxmox Backup Server", pbs],
  ])("fails on a default lock where %s keeps its repository", async (product, repository) => {
    for (const type of lockTypes) {
      expect(await violationsOf(rule, [lock(days, { type }), repository])).toEqual([
        `lock: rule.defaultRetention locks what ${product} keeps in its repository and must be able to change; wanted is no rule. Fix: take rule out of this object lock configuration.`,
      ]);
    }
  });

  it.each([
    ["no rule", undefined],
    ["a rule without a default retention", {}],
  ])("passes a repository's bucket whose configuration has %s", async (_what, of) => {
    const idle = setting(lockTypes[0], { rule: of }, { name: "lock" });

    expect(await violationsOf(rule, [idle, veeam])).toEqual([]);
  });

  it("passes other buckets, such as one into which files of a product are copied", async () => {
    const files = told("offsite export", { document: { bucket: "archive" } });
    const other = told("veeam s3 repository", { document: { bucket: "other" } });

    expect(await violationsOf(rule, [lock(days), files])).toEqual([]);
    expect(await violationsOf(rule, [lock(days), other])).toEqual([]);
  });

  it("says of which bucket the name is not known yet, if anything has a repository", async () => {
    const nameless = setting(
      lockTypes[0],
      { bucket: unknown, rule: { defaultRetention: days } },
      { name: "lock" },
    );

    expect(await violationsOf(rule, [nameless])).toEqual([]);
    const without = [
      told("veeam agent job", { document: { name: "a" } }),
      told("pbs datastore", {}),
    ];
    expect(await violationsOf(rule, [nameless, ...without])).toEqual([]);
    expect(await verdictOf(rule, [nameless, veeam])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("bucket of lock is not known yet"),
    });
  });
});
