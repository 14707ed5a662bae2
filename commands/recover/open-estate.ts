import { readDeclaredFile } from "../../config/declared-file";
import { missingIdentities } from "../../config/machine-identity";
import { secretFaults } from "../../config/secrets";
import { shortened } from "../../config/short-form";
import { expandedSecrets, shortSecretPath } from "../../config/short-secrets";
import { messageOf } from "../../lib/progress/message-of";
import { engineKeys } from "../../model/engine-key";
import { FaultsError } from "../../model/fault";
import { type KeyHome } from "../keys/key-home";
import { wholeFaults } from "../keys/stack-home";
import { stackFile } from "../stack/stack-file";
import { bringBackKeys } from "./escrow";
import { type Surroundings } from "./finders";
import { accountsByProvider, fileName, vaultAccounts } from "./stack-access";

/**
 * Sees to it that the program can run: the engines' keys come back from their escrow into the stack's file, and whatever else is missing
 * is a fault.
 *
 * @returns how the vaults are asked
 * @throws FaultsError with all that only a person can supply or mend
 */
export async function openEstate(
  stack: string,
  home: KeyHome,
  say: (text: string) => void,
): Promise<Surroundings["accountOf"]> {
  const { sound, faults, short: forms } = readDeclaredFile(stackFile(stack));
  if (faults.length > 0) throw new FaultsError(fileName(stack), faults);
  const { given, short } = expandedSecrets(sound, await secretsOf(home, stack));
  const accounts = vaultAccounts(sound, given);
  const keys = engineKeys(sound).map((key) => ({ ...key, path: shortSecretPath(short, key.path) }));
  const { broughtBack, unescrowed, faults: keyFaults } = await bringBackKeys(keys, home, accounts);
  broughtBack.forEach((key) => say(`Back from the escrow, in ${fileName(stack)}: ${key}`));
  unescrowed.forEach((key) =>
    say(
      `In no vault's escrow, and put there by the update: ${key}. Nothing says that it is the key of what exists: compare its ` +
        `fingerprint with the one on paper, or of a backup (docs/runbooks/keys.md), and look whether this is the right account`,
    ),
  );
  const missing = [
    ...wholeFaults(stack),
    ...missingIdentities(sound, stack).map((fault) => shortened(fault, forms)),
    ...secretFaults(sound, await home.read(), stack),
  ];
  // What is said of a key says more than that it is missing.
  const told = new Map([...missing, ...keyFaults].map((fault) => [fault.path, fault]));
  if (told.size > 0) throw new FaultsError(fileName(stack), [...told.values()]);
  return accountsByProvider(accounts);
}

async function secretsOf(home: KeyHome, stack: string): Promise<unknown> {
  try {
    return await home.read();
  } catch (error) {
    throw new Error(
      `the secrets in ${fileName(stack)} cannot be opened: ${messageOf(error)}\n` +
        `fix: give the passphrase of this stack (PULUMI_CONFIG_PASSPHRASE_FILE), or the access to its KMS key; if it is lost: ` +
        `docs/runbooks/recover.md, "Without the passphrase"`,
    );
  }
}
