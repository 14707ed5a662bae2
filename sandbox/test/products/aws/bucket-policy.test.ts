import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CreateAccessKeyCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { moto } from "../../../products/aws/moto";
import { type Moto, motoConfig, startMoto } from "../../plugins/aws/moto";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "moto-"));
let server: Moto;
let root: AwsClient;
let user: AwsClient;

beforeAll(async () => {
  const { command } = moto({ python: "python3", port: 0, directory });
  server = await startMoto(command.slice(1));
  root = connectAws(motoConfig(server.url));
  await root.iam.send(new CreateUserCommand({ UserName: "writer" }));
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName: "writer" }));
  const { AccessKeyId: accessKey, SecretAccessKey: secretKey } = AccessKey!;
  user = connectAws(motoConfig(server.url, { accessKey, secretKey }));
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(directory, { recursive: true });
});

let buckets = 0;

/** A bucket whose policy refuses an action under a condition. */
async function refusing(Action: string, Condition: object, rest: object = {}): Promise<string> {
  buckets += 1;
  const Bucket = `bucket-${buckets}`;
  await root.s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  const named = JSON.parse(JSON.stringify(rest).replaceAll("BUCKET", Bucket)) as object;
  const statement = { Effect: "Deny", Principal: { AWS: "*" }, Action, Condition };
  const Statement = [{ ...statement, ...("NotResource" in rest ? {} : { Resource }), ...named }];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return Bucket;
}

const answer = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: unknown) =>
      (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode,
  );

const put = (Bucket: string, more: Partial<PutObjectCommandInput> = {}, by = root) =>
  answer(by.s3.send(new PutObjectCommand({ Bucket, Key: "one", Body: "content", ...more })));

const sse = "s3:x-amz-server-side-encryption";

describe("the policy of a bucket in the sandbox's S3", () => {
  it("refuses a header that says otherwise, and no request without one, where Null says so", async () => {
    const bucket = await refusing("s3:PutObject", {
      Null: { [sse]: "false" },
      StringNotEquals: { [sse]: "aws:kms" },
    });

    expect(await put(bucket)).toBe("done");
    expect(await put(bucket, { ServerSideEncryption: "AES256" })).toBe(403);
    expect(await put(bucket, { ServerSideEncryption: "aws:kms" })).toBe("done");
  });

  it("takes an absent key for one that is not equal, as IAM does", async () => {
    const bucket = await refusing("s3:PutObject", { StringNotEquals: { [sse]: "aws:kms" } });

    expect(await put(bucket)).toBe(403);
    expect(await put(bucket, { ServerSideEncryption: "aws:kms" })).toBe("done");
  });

  it("takes what comes over the machine's own network for TLS", async () => {
    const plain = { Bool: { "aws:SecureTransport": "false" } };

    expect(await put(await refusing("s3:*", plain))).toBe("done");
  });

  it("knows who asks", async () => {
    const bucket = await refusing("s3:PutObject", {
      ArnNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:root"] },
    });

    expect(await put(bucket)).toBe("done");
    expect(await put(bucket, {}, user)).toBe(403);
  });

  it("tells a marker from the end of a version, and what lies outside of a NotResource", async () => {
    const marked = await refusing("s3:DeleteObjectVersion", {});
    const Key = "one";
    await put(marked);
    const remove = (Bucket: string, more: object) =>
      answer(root.s3.send(new DeleteObjectCommand({ Bucket, Key, ...more })));
    expect(await remove(marked, {})).toBe("done");
    expect(await remove(marked, { VersionId: "any" })).toBe(403);

    const locks = await refusing(
      "s3:DeleteObject",
      {},
      { NotResource: ["arn:aws:s3:::BUCKET/*/locks/*"] },
    );
    await put(locks);
    expect(await remove(locks, {})).toBe(403);
    expect(await remove(locks, { Key: "a/b/locks/c" })).toBe("done");
  });

  it("counts the days of a lock that a request asks for, in a header or by itself", async () => {
    const days = "s3:object-lock-remaining-retention-days";
    const bucket = await refusing("s3:PutObject*", { NumericLessThan: { [days]: "30" } });
    const until = (count: number) => new Date(Date.now() + count * 86_400_000 + 60_000);
    const lock = (count: number) => ({
      ObjectLockMode: "COMPLIANCE" as const,
      ObjectLockRetainUntilDate: until(count),
    });
    expect(await put(bucket)).toBe("done");
    expect(await put(bucket, lock(29))).toBe(403);
    expect(await put(bucket, lock(30))).toBe("done");

    const retain = (count: number) =>
      answer(
        root.s3.send(
          new PutObjectRetentionCommand({
            ...{ Bucket: bucket, Key: "one" },
            Retention: { Mode: "COMPLIANCE", RetainUntilDate: until(count) },
          }),
        ),
      );
    expect(await retain(29)).toBe(403);
    expect(await retain(40)).toBe("done");
  });

  it.each([
    ["operator", { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }],
    ["key", { StringEquals: { "aws:UserAgent": "me" } }],
  ])("fails on a condition whose %s it does not know", async (_what, condition) => {
    expect(await put(await refusing("s3:PutObject", condition))).toBe(500);
  });
});
