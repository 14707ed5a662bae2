import { dataKeyPolicy } from "../../../components/vault/key-policy";
import { isAllowed } from "../../support/iam-evaluator";

const iam = (name: string) => `arn:aws:iam::123456789012:${name}`;
const signer = iam("role/backup-signer");

const policy = dataKeyPolicy({ writers: [], restorers: [], also: [] })({
  access: {
    ...{ breakGlass: [iam("role/break-glass")], administrators: [iam("role/administrator")] },
    ...{ restorers: [], escrowReaders: [], evidenceSigners: [signer] },
    ...{ assumedBy: { restorer: [], auditor: [] }, writerNetworks: [] },
  },
  region: "us-east-1",
});

const may = (principal: string, action: string, service: string) =>
  isAllowed(
    {
      ...{ principal, action: `kms:${action}` },
      resource: "arn:aws:kms:us-east-1:123456789012:key/k-1",
      context: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` },
    },
    policy,
  );

describe("the key for data", () => {
  it("encrypts for what signs evidence, which puts it into a bucket, and opens nothing to it", async () => {
    expect(await may(signer, "GenerateDataKey", "s3")).toBe(true);
    expect(await may(signer, "GenerateDataKey", "secretsmanager")).toBe(false);
    expect(await may(signer, "Decrypt", "s3")).toBe(false);
    expect(await may(iam("role/another"), "GenerateDataKey", "s3")).toBe(false);
  });
});
