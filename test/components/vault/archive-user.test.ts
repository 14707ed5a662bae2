import * as pulumi from "@pulumi/pulumi";
import { VaultArchiveUser } from "../../../components/vault/archive-user";
import { VaultKey } from "../../../components/vault/key";
import { testAccount } from "./support";
import { plainParts, runProgram } from "../../support/estate";

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const prefixes = [
  { bucket: "vm-archive", prefix: "pbs-vm" },
  { bucket: "vm-archive", prefix: "pbs-other" },
];

const registered = (use: (user: VaultArchiveUser) => void = () => {}) =>
  runProgram({}, () => {
    const key = new VaultKey("vault", {
      rotationDays: 365,
      deletionWindowDays: 30,
      account: testAccount(),
    });
    use(new VaultArchiveUser("offsite-export", { prefixes, key }));
  });

describe("a user that brings archives into the vault", () => {
  it("may put, read and recall below its prefixes alone, and hide nothing but locks of restic's", async () => {
    const resources = await registered();
    const policy = resources.find(({ type }) => type === "aws:iam/userPolicy:UserPolicy");
    const { Statement } = JSON.parse(String(policy?.inputs["policy"])) as {
      Statement: readonly Statement[];
    };

    expect(Statement.map(({ Action, Resource }) => ({ Action, Resource }))).toEqual([
      {
        Action: ["s3:ListBucket", "s3:ListBucketVersions"],
        Resource: ["arn:aws:s3:::vm-archive"],
      },
      {
        Action: ["s3:PutObject", "s3:GetObject", "s3:RestoreObject"],
        Resource: ["arn:aws:s3:::vm-archive/pbs-vm/*", "arn:aws:s3:::vm-archive/pbs-other/*"],
      },
      {
        Action: ["s3:DeleteObject"],
        Resource: [
          "arn:aws:s3:::vm-archive/pbs-vm/*/locks/*",
          "arn:aws:s3:::vm-archive/pbs-other/*/locks/*",
        ],
      },
      {
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: ["arn:aws:kms:us-east-1:123456789012:key/vault-key"],
      },
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(
      /DeleteObjectVersion|DeleteBucket|Bypass|Retention|LegalHold|:\*"/,
    );
  });

  it("must come from the declared networks to do anything in S3; the key is asked from S3's own", async () => {
    const resources = await runProgram({}, () => {
      const key = new VaultKey("vault", { deletionWindowDays: 30, account: testAccount() });
      new VaultArchiveUser("offsite-export", { prefixes, key, networks: ["198.51.100.0/24"] });
    });
    const policy = resources.find(({ type }) => type === "aws:iam/userPolicy:UserPolicy");
    const { Statement } = JSON.parse(String(policy?.inputs["policy"])) as {
      Statement: readonly { Action: readonly string[]; Condition?: unknown }[];
    };

    expect(
      Statement.map(({ Action: [action], Condition }) => [action!.split(":")[0], Condition]),
    ).toEqual([
      ...Array<unknown>(3).fill(["s3", { IpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } }]),
      ["kms", undefined],
    ]);
  });

  it("is refused before anything is made where IAM would not take its policy", async () => {
    const networks = (count: number) =>
      Array.from(
        { length: count },
        (_, at) => `2001:db8:1234:5678:9abc:def0:1234:${at + 1000}/128`,
      );
    const program = (count: number) =>
      runProgram({}, () => {
        const key = new VaultKey("vault", { deletionWindowDays: 30, account: testAccount() });
        new VaultArchiveUser("offsite-export", { prefixes, key, networks: networks(count) });
      });

    await expect(program(20)).rejects.toThrow(
      /policy of the user offsite-export of IAM would have \d+ characters; IAM takes 2048: .*fewer/,
    );
    expect(await program(4)).not.toEqual([]);
  });

  it("gives its access key away as a secret", async () => {
    const asked: Promise<boolean>[] = [];
    await registered(({ credentials }) => void asked.push(pulumi.isSecret(credentials)));

    expect(await Promise.all(asked)).toEqual([true]);
  });

  it("shows policies and reviewers what it may, and no secret", async () => {
    const component = (await registered()).find(({ type }) => type === "backup:vault:ArchiveUser");

    expect(plainParts(component?.inputs)).toEqual({
      declared: {
        prefixes,
        actions: ["s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject"],
        networks: [],
      },
      onRemoval: expect.stringContaining("its access key is refused") as unknown,
    });
  });
});
