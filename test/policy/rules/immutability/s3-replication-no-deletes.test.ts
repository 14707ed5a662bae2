import { unknown, verdictOf, violationsOf } from "../../support";
import { setting } from "./support";

const rule = "s3-replication-no-deletes";
const replication = (rules: unknown) =>
  setting("aws:s3/bucketReplicationConfig:BucketReplicationConfig", { role: "r", rules });
const copying = (markers: unknown, more: object = {}) => ({
  status: "Enabled",
  filter: {},
  destination: { bucket: "arn:aws:s3:::copy" },
  deleteMarkerReplication: markers,
  ...more,
});

describe(rule, () => {
  it.each([
    [
      "rules that copy no markers",
      [copying({ status: "Disabled" }), copying({ status: "Disabled" })],
    ],
    ["a rule that is disabled", [copying({ status: "Enabled" }, { status: "Disabled" })]],
    ["no rules", undefined],
  ])("passes %s", async (_what, rules) => {
    expect(await violationsOf(rule, [replication(rules)])).toEqual([]);
  });

  it.each([
    ["copies markers", copying({ status: "Enabled" }), "Enabled"],
    ["says nothing of them", copying(undefined), "unset"],
    ["says nothing of their status", copying({}), "unset"],
    ["is of the earlier kind", copying(undefined, { filter: undefined, prefix: "" }), "unset"],
    ["has no status itself", copying({ status: "Enabled" }, { status: undefined }), "Enabled"],
  ])("fails on a rule that %s", async (_what, wrong, got) => {
    const path = "rules.1.deleteMarkerReplication.status";

    expect(
      await violationsOf(rule, [replication([copying({ status: "Disabled" }), wrong])]),
    ).toEqual([
      `subject: ${path} is ${got}, so that what is deleted here is hidden in the copy too; wanted is Disabled. Fix: set ${path} to Disabled, beside a filter, which may be empty.`,
    ]);
  });

  it("says of which resource the status is not known yet", async () => {
    expect(await verdictOf(rule, [replication([copying({ status: unknown })])])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(
        "rules.0.deleteMarkerReplication.status of subject is not known yet",
      ),
    });
  });

  it.each([
    ["aws:s3/bucket:Bucket", "replicationConfiguration", (one: object) => one],
    ["aws:s3/bucketV2:BucketV2", "replicationConfigurations", (one: object) => [one]],
  ])("judges rules at a %s itself", async (type, key, wrapped) => {
    const of = (part: object) =>
      violationsOf(rule, [{ type, props: { [key]: wrapped({ rules: [part] }) } }]);
    const where = key.endsWith("s") ? `${key}.0` : key;
    const on = { status: "Enabled", filter: {} };
    const copying = { ...on, deleteMarkerReplicationStatus: "Enabled" };

    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
    expect(await of(on)).toEqual([]);
    expect(await of({ ...copying, status: "Disabled" })).toEqual([]);
    expect(await of(copying)).toEqual([
      `subject: ${where}.rules.0.deleteMarkerReplicationStatus is Enabled, so that what is deleted here is hidden in the copy too; wanted is a filter and no deleteMarkerReplicationStatus. Fix: replicate by a BucketReplicationConfig with a filter, which may be empty, and deleteMarkerReplication.status Disabled.`,
    ]);
    expect(await of({ status: "Enabled" })).toEqual([
      expect.stringContaining(`${where}.rules.0.filter is unset`),
    ]);
  });
});
