import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "./support";

const rule = "backup-protected";
const types = [
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "minio:index/s3Bucket:S3Bucket",
];
const kinds = ["pbs datastore", "veeam encryption key", "veeam s3 repository"];
const problem =
  "is not protected, so that an edit of the program or a destroy could take backups, or the key to them; wanted is the option protect: true. Fix: give it the option protect: true.";

describe(rule, () => {
  it.each(types)("wants a %s to be protected", async (type) => {
    expect(await violationsOf(rule, [{ type, props: {}, protect: true }])).toEqual([]);
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([`subject: ${problem}`]);
  });

  it.each(kinds)("wants a %s on a host to be protected", async (kind) => {
    expect(await violationsOf(rule, [{ ...told(kind, {}), protect: true }])).toEqual([]);
    expect(await violationsOf(rule, [told(kind, {}, "windows")])).toEqual([`object: ${problem}`]);
  });

  it.each(["pbs prune-job", "pbs datastore usage", "veeam agent job", "veeam repositoryless"])(
    "wants no protection of a %s, which can be made again",
    async (kind) => {
      expect(await violationsOf(rule, [told(kind, {})])).toEqual([]);
    },
  );

  it.each([
    "command:remote:Command",
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:kms/alias:Alias",
  ])("says nothing of a plain %s", async (type) => {
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
  });

  it("says of which command it is not known what it tells, unless it is protected", async () => {
    const untold = { type: "command:remote:Command", props: { stdin: unknown } };

    expect(await violationsOf(rule, [{ ...untold, protect: true }])).toEqual([]);
    expect(await verdictOf(rule, [untold])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });
});
