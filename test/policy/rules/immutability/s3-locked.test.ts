import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { bucket, lock, lockTypes, logging, setting, told } from "./support";

const rule = "s3-locked";
const days = { mode: "COMPLIANCE", days: 30 };
const wanted =
  "so that whoever may delete can delete every backup in it; wanted is a default retention";
const fix =
  "Fix: add a BucketObjectLockConfiguration of this bucket with rule.defaultRetention of mode COMPLIANCE and days.";
const bare = `archive: has no BucketObjectLockConfiguration, ${wanted}. ${fix}`;

describe(rule, () => {
  it.each(lockTypes)("passes a bucket with a %s that has a default retention", async (type) => {
    expect(await violationsOf(rule, [bucket(), lock(days, { type })])).toEqual([]);
  });

  it("knows the lock where nothing has a name yet", async () => {
    const of = { name: "lock", from: { bucket: ["archive"] } };
    const nameless = setting(
      lockTypes[0],
      { bucket: unknown, rule: { defaultRetention: days } },
      of,
    );
    const v2 = bucket({ bucket: unknown }, { type: "aws:s3/bucketV2:BucketV2" });

    expect(await violationsOf(rule, [v2, nameless])).toEqual([]);
    expect(await violationsOf(rule, [v2])).toEqual([bare]);
  });

  it.each([
    ["nothing", {}],
    ["the ability alone", { objectLockEnabled: true }],
    [
      "a lock that S3 answered and no resource makes",
      { objectLockConfiguration: { rule: { defaultRetention: days } } },
    ],
  ])("fails on a bucket with %s", async (_what, props) => {
    expect(await violationsOf(rule, [bucket(props)])).toEqual([bare]);
  });

  it.each([
    ["no rule", undefined],
    ["a rule without a default retention", {}],
  ])("fails on a configuration with %s", async (_what, of) => {
    const sent = [bucket(), setting(lockTypes[0], { rule: of }, { name: "lock" })];

    expect(await violationsOf(rule, sent)).toEqual([
      `archive: has a BucketObjectLockConfiguration without rule.defaultRetention, ${wanted}. ${fix}`,
    ]);
  });

  it("passes two configurations that lock, and fails where one of them does not and may be the last", async () => {
    const idle = setting(lockTypes[0], {}, { name: "idle" });
    const second = lock(days, { name: "second" });

    expect(await violationsOf(rule, [bucket(), second, lock(days)])).toEqual([]);
    expect(await violationsOf(rule, [bucket(), idle, lock(days)])).toHaveLength(1);
    expect(await violationsOf(rule, [bucket(), lock(days), idle])).toHaveLength(1);
  });

  it("takes no bucket for one of logs that logs to itself, at once or by way of another", async () => {
    const from = (source: string, target: string): Sent => ({
      ...logging(target, { name: `${source} to ${target}` }),
      props: { bucket: source, targetBucket: target, targetPrefix: "" },
    });

    expect(await violationsOf(rule, [bucket(), from("archive", "archive")])).toEqual([bare]);
    const round = [from("archive", "two"), from("two", "three"), from("three", "archive")];
    expect(await violationsOf(rule, [bucket(), ...round])).toEqual([bare]);
    // Logs of a bucket that is no part of the round come in as well.
    expect(await violationsOf(rule, [bucket(), ...round, from("other", "archive")])).toEqual([]);
    expect(
      await violationsOf(rule, [bucket(), from("other", "archive"), from("archive", "two")]),
    ).toEqual([]);
  });

  it("judges no worse where a command says that it is of the contract and cannot be read", async () => {
    const commands = ['hunter2 "backup-remote/1"', '{"contract":"backup-remote/1"}'].map(
      (stdin, index) => ({
        ...{ type: "command:remote:Command", name: `odd ${index}` },
        props: { stdin },
      }),
    );

    expect(await violationsOf(rule, [bucket(), ...commands])).toEqual([bare]);
  });

  it("lets the bucket that access logs go to be unlocked, and no other", async () => {
    const v2 = { type: "aws:s3/bucketLoggingV2:BucketLoggingV2" };

    expect(await violationsOf(rule, [bucket(), logging("archive")])).toEqual([]);
    expect(await violationsOf(rule, [bucket(), logging("archive", v2)])).toEqual([]);
    expect(await violationsOf(rule, [bucket(), logging("other")])).toEqual([bare]);
    expect(await violationsOf(rule, [bucket({ bucket: "other" }), logging("archive")])).toEqual([
      bare,
    ]);
  });

  it("knows the bucket for logs where nothing has a name yet", async () => {
    const to = logging(unknown, { from: { targetBucket: ["archive"] } });

    expect(await violationsOf(rule, [bucket({ bucket: unknown }), to])).toEqual([]);
  });

  it("does not take the bucket of a trail for one of access logs: CloudTrail writes into locked ones", async () => {
    const trail = {
      type: "aws:cloudtrail/trail:Trail",
      name: "trail",
      props: { s3BucketName: "archive" },
    };

    expect(await violationsOf(rule, [bucket(), trail])).toEqual([bare]);
  });

  it("lets a bucket be unlocked that a backup product keeps its repository in", async () => {
    const repository = told("veeam s3 repository", { document: { bucket: "archive" } });

    expect(await violationsOf(rule, [bucket(), repository])).toEqual([]);
  });

  it("does not read what hosts are told where there is a lock", async () => {
    const untold = { type: "command:remote:Command", name: "job", props: { stdin: unknown } };

    expect(await violationsOf(rule, [bucket(), lock(days), untold])).toEqual([]);
  });

  it("says what is not known yet of the lock, and of what hosts are told", async () => {
    const untold = { type: "command:remote:Command", name: "job", props: { stdin: unknown } };

    expect(await verdictOf(rule, [bucket(), lock(unknown)])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rule.defaultRetention of lock is not known yet"),
    });
    expect(await verdictOf(rule, [bucket(), untold])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of job is not known yet"),
    });
  });
});
