import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  CreateBucketCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
} from "@aws-sdk/client-s3";
import { connectAws } from "../../../plugins/aws/client";
import { moto } from "../../../products/aws/moto";
import { motoConfig, startMoto } from "../../plugins/aws/moto";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "moto-"));
afterAll(() => fs.rmSync(directory, { recursive: true }));

/** Runs moto as the sandbox does, but on a port that is free. */
async function served(use: (client: ReturnType<typeof connectAws>) => Promise<void>) {
  const { command } = moto({ python: "python3", port: 0, directory });
  const server = await startMoto(command.slice(1));
  try {
    await use(connectAws(motoConfig(server.url)));
  } finally {
    await server.stop();
  }
}

const lock = (Days: number) => ({
  ObjectLockEnabled: "Enabled" as const,
  Rule: { DefaultRetention: { Mode: "COMPLIANCE" as const, Days } },
});

it("lets a bucket that holds objects have another default retention, and keeps both over a restart", async () => {
  const Bucket = "archive";
  await served(async ({ s3 }) => {
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "one", Body: "content" }));
    const ObjectLockConfiguration = lock(90);
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  });
  await served(async ({ s3 }) => {
    const { ObjectLockConfiguration } = await s3.send(
      new GetObjectLockConfigurationCommand({ Bucket }),
    );
    expect(ObjectLockConfiguration).toMatchObject(lock(90));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "one" }));
    expect(await Body?.transformToString()).toBe("content");
  });
});

it("fails where a bucket has no versions, as S3 does", async () => {
  await served(async ({ s3 }) => {
    await s3.send(new CreateBucketCommand({ Bucket: "plain" }));
    const setting = { Bucket: "plain", ObjectLockConfiguration: lock(1) };
    await expect(s3.send(new PutObjectLockConfigurationCommand(setting))).rejects.toMatchObject({
      name: "InvalidBucketState",
    });
  });
});
