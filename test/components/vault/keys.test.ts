import * as pulumi from "@pulumi/pulumi";
import { VaultKey } from "../../../components/vault/key";
import { testAccount } from "./support";
import { KeyEscrow } from "../../../components/vault/key-escrow";
import { defineVaultProvider, type VaultProviderArgs } from "../../../components/vault/provider";
import { plainParts, type RegisteredResource, runProgram, unsealed } from "../../support/estate";
import { childrenOf, named } from "../../support/registered";

const value = "s3cr3t value";
let resources: readonly RegisteredResource[];

beforeAll(async () => {
  resources = await runProgram({}, () => {
    const vaultKey = new VaultKey("vault", {
      rotationDays: 180,
      deletionWindowDays: 21,
      account: testAccount(),
    });
    new KeyEscrow("escrow", {
      key: { kind: "pbs-client-key", name: "pbs-vm" },
      value: pulumi.secret(value),
      vaultKey,
      account: testAccount(),
    });
  });
});

describe("the key of the vault", () => {
  it("is rotated, waits as long as is declared before it is deleted, and says whose it is", () => {
    expect(childrenOf(resources, "vault")).toEqual({
      "vault-key": {
        type: "aws:kms/key:Key",
        inputs: {
          description: "offsite backups (vault)",
          enableKeyRotation: true,
          rotationPeriodInDays: 180,
          deletionWindowInDays: 21,
          tags: { component: "vault" },
        },
      },
      "vault-alias": {
        type: "aws:kms/alias:Alias",
        inputs: { name: "alias/vault", targetKeyId: "vault-key-id" },
      },
    });
  });

  it("is protected with its alias, and stays when it leaves the program", () => {
    for (const name of ["vault", "vault-key", "vault-alias"])
      expect(named(resources, name).options).toMatchObject({ protect: true, retainOnDelete: true });
  });
});

describe("an escrowed key", () => {
  it("lies under the vault's own key, and can be brought back for 30 days", () => {
    expect(childrenOf(resources, "escrow")).toEqual({
      "escrow-secret": {
        type: "aws:secretsmanager/secret:Secret",
        inputs: {
          name: "astronomy-lab-backup/pbs-client-key/pbs-vm",
          description: "pbs-client-key of pbs-vm; see docs/runbooks/keys.md",
          kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/vault-key",
          recoveryWindowInDays: 30,
        },
      },
      "escrow-value": {
        type: "aws:secretsmanager/secretVersion:SecretVersion",
        inputs: {
          secretId: "escrow-secret-id",
          secretString: "[secret]",
          versionStages: ["AWSCURRENT"],
        },
      },
    });
  });

  it("holds the value itself, as a secret", () => {
    expect(unsealed(named(resources, "escrow-value").inputs["secretString"])).toBe(value);
    expect(JSON.stringify(resources.map(({ inputs }) => plainParts(inputs)))).not.toContain(value);
  });

  it("is protected with its value, and stays when it leaves the program", () => {
    for (const name of ["escrow", "escrow-secret", "escrow-value"])
      expect(named(resources, name).options).toMatchObject({ protect: true, retainOnDelete: true });
  });
});

describe("the way into the vault", () => {
  const provider = async (args: Partial<VaultProviderArgs>) => {
    const [registered] = await runProgram({}, () =>
      defineVaultProvider("vault", {
        region: "us-east-1",
        credentials: pulumi.secret({ accessKey: "AKIA", secretKey: "s3cr3t" }),
        ...args,
      }),
    );
    return plainParts(registered?.inputs);
  };

  it("leads to AWS itself, which is asked whose credentials they are", async () => {
    expect(await provider({ tags: { estate: "lab", managedBy: "somebody" } })).toMatchObject({
      region: "us-east-1",
      accessKey: "[secret]",
      secretKey: "[secret]",
      s3UsePathStyle: "false",
      skipCredentialsValidation: "false",
      skipMetadataApiCheck: "false",
      skipRequestingAccountId: "false",
      defaultTags: JSON.stringify({
        tags: { estate: "lab", managedBy: "pulumi" },
      }),
    });
  });

  it("leads with every service to another endpoint where one is declared", async () => {
    const { endpoints } = (await provider({ endpoint: "https://s3.lab.test" })) as {
      endpoints: string;
    };

    expect(JSON.parse(endpoints)).toEqual([
      Object.fromEntries(
        ["s3", "kms", "secretsmanager", "iam", "sts", "cloudtrail", "sns", "budgets"].map(
          (service) => [service, "https://s3.lab.test"],
        ),
      ),
    ]);
  });
});
