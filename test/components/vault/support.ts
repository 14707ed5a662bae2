import * as pulumi from "@pulumi/pulumi";
import { connectionTo, type VaultAccount } from "../../../components/vault/claim";
import { defineVaultProvider } from "../../../components/vault/provider";

const keys = { accessKey: "AKIATEST", secretKey: "s3cr3t" };

/** An account that is there for tests. */
export function testAccount(endpoint = "http://127.0.0.1:9"): VaultAccount {
  const entered = { region: "us-east-1", endpoint, credentials: pulumi.output(keys) };
  accounts += 1;
  return {
    provider: defineVaultProvider(`account-${accounts}`, entered),
    connection: connectionTo(entered),
  };
}

let accounts = 0;
