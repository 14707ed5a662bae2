import { scryptSync } from "node:crypto";
import { colonPairs } from "../../../model/colon-pairs";
import { type EngineKeyKind } from "../../../model/engine-key";

/** What a kind of key looks like. */
export interface KeyForm {
  /** A new key, from the system's random numbers. @param now - its time of creation */
  readonly make: (now: Date) => string;
  /**
   * What tells one key from another without telling anything of either, as 32 pairs with colons.
   *
   * @throws Error that names what is wrong, never the key
   */
  readonly fingerprint: (key: string) => string;
}

/** Bytes of an AES-256 key, and of every key that is made here. */
export const keyBytes = 32;

/**
 * A fingerprint for keys whose product has none of its own. A password that a person chose could be guessed from a
 * plain digest; scrypt makes each guess cost 32 MiB and about 0.1 s (RFC 7914, N = 2^15, r = 8, p = 1).
 */
export function slowFingerprint(kind: EngineKeyKind, key: string): string {
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
  return colonPairs(scryptSync(key, `astronomy-lab-backup ${kind}`, 32, cost).toString("hex"));
}
