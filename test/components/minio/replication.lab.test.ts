import { secretMark } from "../../../components/remote/secret-mark";
import { plainParts } from "../../support/estate";
import { childrenOf, envelopeOf, named } from "../../support/registered";
import { data, declared } from "./declared";

describe("a replication between two sites of MinIO", () => {
  it("carries over new and existing objects, and neither deletes nor delete markers", async () => {
    const { document, settings } = envelopeOf(named(await declared(data), "data-rule"));

    expect(document).toEqual({
      bucket: "data",
      target: "https://there.lab.test:9000/data-replica",
      id: `data-${secretMark("s3cr3t-replication", "data")}`,
      priority: 1,
      rules: 1,
      status: "Enabled",
      "existing-objects": "Enabled",
      filter: [],
      delete: "Disabled",
      "delete-marker": "Disabled",
    });
    expect(settings).toEqual({
      source: "https://here.lab.test:9000",
      target: "https://there.lab.test:9000",
    });
  });

  it.each(["data-user", "data-policy"])(
    "ends the old %s before it makes another of that name, which would end with it",
    async (name) => {
      expect(named(await declared(data), name).options.deleteBeforeReplace).toBe(true);
    },
  );

  it("is set on the source's machine, with the source's administrator and the target's own user", async () => {
    const { inputs } = named(await declared(data), "data-rule");
    const { secrets } = envelopeOf(named(await declared(data), "data-rule"));

    expect(secrets).toEqual({
      source: "root-here:s3cr3t here",
      target: "data-user:s3cr3t-replication",
    });
    expect(plainParts(inputs)).toMatchObject({ connection: "[secret]", stdin: "[secret]" });
    expect(JSON.stringify(inputs["connection"])).toContain("here.lab.test");
  });

  it("logs in as a user that may write replicas into that bucket, and delete nothing", async () => {
    const resources = await declared(data);
    const { policy } = named(resources, "data-policy").inputs as { policy: string };

    expect(JSON.parse(policy)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:GetBucketLocation",
            "s3:GetBucketVersioning",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetEncryptionConfiguration",
          ],
          Resource: ["arn:aws:s3:::data-replica"],
        },
        {
          Effect: "Allow",
          Action: [
            "s3:GetReplicationConfiguration",
            "s3:ReplicateTags",
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionTagging",
            "s3:PutObject",
            "s3:PutObjectRetention",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutObjectLegalHold",
            "s3:ReplicateObject",
          ],
          Resource: ["arn:aws:s3:::data-replica/*"],
        },
      ],
    });
  });

  it("has that user on the target's site, with that policy alone", async () => {
    const resources = await declared(data);

    expect(childrenOf(resources, "data")).toMatchObject({
      "data-user": { type: "minio:index/iamUser:IamUser", inputs: { name: "data-user" } },
      "data-policy": { type: "minio:index/iamPolicy:IamPolicy", inputs: { name: "data-policy" } },
      "data-grant": {
        type: "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
        inputs: { userName: "data-user", policyName: "data-policy" },
      },
    });
    for (const part of ["data-user", "data-policy", "data-grant"])
      expect(named(resources, part).options.provider).toBe("minio-there");
  });

  it("waits until both buckets keep versions and encrypt, and its user may write", async () => {
    const { after } = named(await declared(data), "data-rule").options;

    expect(after).toEqual([
      "data-grant",
      "data-user",
      "here-data-encryption",
      "here-data-versioning",
      "there-data-replica-encryption",
      "there-data-replica-versioning",
    ]);
  });

  it("shows a reviewer that deletes are not carried over", async () => {
    expect(named(await declared(data), "data").inputs["declared"]).toEqual({
      sourceSite: "here",
      targetSite: "there",
      replicates: ["existing-objects"],
    });
  });
});
