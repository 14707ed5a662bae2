import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, type EngineKeyKind, keyTitle } from "../../model/engine-key";
import { entry, type Named } from "../../model/record";
import { declaredKey } from "./declared-key";
import { type Vault } from "./vault";

/**
 * The engines' keys for whatever uses one: a key comes out once every vault keeps it, with the value that is kept. One
 * that a vault refuses never comes out, so that no product encrypts under what nobody could read back. Without a vault
 * nobody keeps keys but the stack; the plan warns of that, and they come out as they are declared.
 */
export class EscrowedKeys {
  private readonly values: Readonly<Record<string, pulumi.Output<string>>>;

  /** @param secrets - the stack's, where a key is found whose estate has no vault */
  constructor(
    keys: readonly EngineKey[],
    vaults: Named<Pick<Vault, "escrowedValue">>,
    secrets: pulumi.Output<object>,
  ) {
    const usable = keys.map((key): [string, pulumi.Output<string>] => {
      const kept = Object.values(vaults).map((vault) => vault.escrowedValue(key));
      return [
        keyTitle(key),
        kept.length === 0
          ? declaredKey(secrets, key)
          : pulumi.all(kept).apply((values) => agreedValue(key, values)),
      ];
    });
    this.values = Object.fromEntries(usable);
  }

  /** @throws Error for a key that the estate does not call for, which no vault keeps therefore */
  of(kind: EngineKeyKind, name: string): pulumi.Output<string> {
    return entry(this.values, keyTitle({ kind, name }));
  }
}

/**
 * The value that all vaults keep.
 *
 * @throws Error naming the key, never a value, if one vault keeps another than the others
 */
export function agreedValue(key: EngineKey, values: readonly string[]): string {
  const [value, ...others] = new Set(values);
  if (value !== undefined && others.length === 0) return value;
  throw new Error(
    `the vaults keep different values of ${keyTitle(key)}, so it is not used; see which one is wanted ` +
      `(npm run keys -- --fingerprint), and what differs: npm run drift`,
  );
}
