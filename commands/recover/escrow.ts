import { messageOf } from "../../lib/progress/message-of";
import {
  type AwsConnection,
  type FoundThing,
  type Look,
  lookForSecret,
} from "../../components/vault/aws-account";
import { type EngineKey, escrowName, keyTitle, keyValue } from "../../model/engine-key";
import { type Fault } from "../../model/fault";
import { type Named } from "../../model/record";
import { keyForms } from "../keys/forms/key-forms";
import { type KeyHome } from "../keys/key-home";
import { secretText } from "./existing/aws";

/** What the vaults keep of the engines' keys, held against what the stack's file has. */
export interface EscrowedKeyring {
  /** Titles of keys that the file had not, and has now. */
  readonly broughtBack: readonly string[];
  /** Titles of keys that the file has and no vault: nothing says that they are the right ones. */
  readonly unescrowed: readonly string[];
  readonly faults: readonly Fault[];
}

/** Reads one escrowed key in one vault. */
type ReadEscrow = typeof secretText;

/**
 * Puts the engines' keys that a stack's file has not back from their escrow. One that is there is never changed; where the escrow has
 * another one that is a fault, for what lies under a key can be read with it alone; where it has none, that is said.
 *
 * @param vaults - by name
 */
export async function bringBackKeys(
  keys: readonly EngineKey[],
  home: KeyHome,
  vaults: Named<AwsConnection>,
  readEscrow: ReadEscrow = secretText,
  look: Look = lookForSecret,
): Promise<EscrowedKeyring> {
  const secrets = await home.read();
  const broughtBack: string[] = [];
  const unescrowed: string[] = [];
  const faults: Fault[] = [];
  for (const key of keys) {
    const { values, failures, leaving } = await escrowedIn(vaults, key, readEscrow, look);
    const there = keyValue(secrets, key);
    const [value, another] = new Set([...values, ...(typeof there === "string" ? [there] : [])]);
    if (another !== undefined) faults.push(differing(key));
    else if (leaving.length > 0) faults.push(aboutToGo(key, leaving));
    else if (failures.length > 0) faults.push(unread(key, failures));
    else if (value === undefined) faults.push(lost(key));
    else if (there === undefined) {
      await home.add(key, value);
      broughtBack.push(told(key, value));
    } else if (values.length === 0) unescrowed.push(told(key, value));
  }
  return { broughtBack, unescrowed, faults };
}

const told = (key: EngineKey, value: string) =>
  `${keyTitle(key)} (${keyForms[key.kind].fingerprint(value)})`;

async function escrowedIn(
  vaults: Named<AwsConnection>,
  key: EngineKey,
  readEscrow: ReadEscrow,
  look: Look,
) {
  const values: string[] = [];
  const failures: string[] = [];
  const leaving: LeavingEscrow[] = [];
  for (const [name, connection] of Object.entries(vaults)) {
    try {
      const value = await readEscrow(connection, escrowName(key));
      if (value !== undefined) values.push(value);
    } catch (error) {
      failures.push(`vault ${name}: ${messageOf(error)}`);
      const thing = await lookedAt(connection, escrowName(key), look);
      if (thing !== undefined && thing.wayBack.length > 0) leaving.push({ vault: name, thing });
    }
  }
  return { values, failures, leaving };
}

/** An escrowed key that its vault is about to let go of. */
interface LeavingEscrow {
  readonly vault: string;
  readonly thing: FoundThing;
}

/** Where that is refused too, the first refusal says all that is known. */
async function lookedAt(connection: AwsConnection, name: string, look: Look) {
  try {
    return await look(connection, name);
  } catch {
    return undefined;
  }
}

const pathOf = ({ path }: EngineKey) => `backup:secrets.${path.join(".")}`;

function differing(key: EngineKey): Fault {
  return {
    path: pathOf(key),
    message: `is another key than the escrow has of ${keyTitle(key)}`,
    allowed: "one key, in the stack's file and in every vault",
    fix:
      "see which one the backups name (npm run keys -- --fingerprint); take the wrong one out of the file with " +
      "pulumi config rm --path, or change the escrow as docs/runbooks/keys.md says",
  };
}

function aboutToGo(key: EngineKey, leaving: readonly LeavingEscrow[]): Fault {
  const states = leaving.map(({ vault, thing }) => `vault ${vault}: ${thing.state}`);
  return {
    path: pathOf(key),
    message: `is about to leave its escrow (${escrowName(key)}; ${states.join("; ")})`,
    allowed: "an escrow that every vault keeps",
    fix: `bring it back, then run this again: ${leaving.flatMap(({ thing }) => thing.wayBack).join("; then ")}`,
  };
}

function unread(key: EngineKey, failures: readonly string[]): Fault {
  return {
    path: pathOf(key),
    message: `could not be held against its escrow: ${failures.join("; ")}`,
    allowed: `whoever recovers reads ${escrowName(key)} in every vault`,
    fix: "assume a role that reads the escrow (escrowReaders or administrators of the vault's access)",
  };
}

function lost(key: EngineKey): Fault {
  return {
    path: pathOf(key),
    message: `is neither in the stack's file nor in the escrow (${escrowName(key)})`,
    allowed: "the key that the backups lie under",
    fix:
      "set it from paper, or from where the product keeps it (docs/runbooks/keys.md); npm run keys makes a new one, " +
      "with which nothing that exists can be read",
  };
}
