import * as path from "node:path";
import { type AwsConnection } from "../../components/vault/aws-account";
import { entry, mapRecord, type Named } from "../../model/record";
import { type SoundSections } from "../../config/references";
import { keyValue } from "../../model/engine-key";
import { nameOf } from "../drift/resource-name";
import { exportStack } from "../drift/stack-export";
import { runPulumi } from "../stack/pulumi";
import { readStackFile, stackFile } from "../stack/stack-file";
import { messageOf } from "../../lib/progress/message-of";
import { type StackAccess } from "./foreseen";

/**
 * Makes a stack that the backend has never heard of, with nothing in it.
 *
 * @throws Error of the Pulumi CLI if the backend cannot be asked
 */
export async function ensureStack({ stack, environment }: StackAccess): Promise<void> {
  try {
    await exportStack(["--stack", stack], environment, "sealed");
  } catch (error) {
    if (!/no stack named/.test(messageOf(error))) throw error;
    const provider = readStackFile(stackFile(stack)).secretsprovider;
    const named = provider === undefined ? [] : ["--secrets-provider", provider];
    await runPulumi(["stack", "init", stack, ...named], environment);
  }
}

/** The accounts of the vaults that are declared, by name, as their providers enter them. */
export function vaultAccounts(
  { vault = {} }: SoundSections,
  secrets: unknown,
): Named<AwsConnection> {
  return mapRecord(vault, ({ region, endpoint }, name) => {
    const [accessKeyId, secretAccessKey] = ["accessKey", "secretKey"].map((part) =>
      keyValue(secrets, { path: ["aws", name, part] }),
    );
    return {
      ...{ region, ...(endpoint === undefined ? {} : { endpoint }) },
      ...(typeof accessKeyId === "string" && typeof secretAccessKey === "string"
        ? { credentials: { accessKeyId, secretAccessKey } }
        : {}),
    };
  });
}

/** The account of the vault that a provider stands for: it is called as its vault. */
export function accountsByProvider(accounts: Named<AwsConnection>) {
  return (provider: string) => entry(accounts, nameOf(provider));
}

/** The name of a stack's file, as people know it. */
export const fileName = (stack: string) => path.basename(stackFile(stack));
