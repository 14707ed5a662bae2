import { type EngineKey, keyValue } from "../../model/engine-key";
import { keyForms } from "./forms/key-forms";
import { type KeyHome } from "./key-home";

/** What became of a key; the key itself is not in it. */
export interface KeyStatus {
  readonly key: EngineKey;
  readonly state: "made" | "there";
  /** Left out where what is there has not the form of such a key. */
  readonly fingerprint?: string;
}

/**
 * Makes the keys that are missing, one after the other, each kept before the next is made. What is there is never
 * touched, whatever it is, so a run that was interrupted goes on where it was.
 *
 * @throws Error if a key could not be kept, or is not there after it was
 */
export async function makeMissingKeys(
  keys: readonly EngineKey[],
  home: KeyHome,
  now: Date,
): Promise<KeyStatus[]> {
  const before = await home.read();
  const missing = keys.filter((key) => keyValue(before, key) === undefined);
  for (const key of missing) await home.add(key, keyForms[key.kind].make(now));
  const after = missing.length === 0 ? before : await home.read();
  return keys.map((key) => ({
    key,
    state: missing.includes(key) ? "made" : "there",
    ...fingerprintOf(key, keyValue(after, key)),
  }));
}

function fingerprintOf(key: EngineKey, value: unknown): { readonly fingerprint?: string } {
  if (value === undefined) {
    throw new Error(
      `backup:secrets.${key.path.join(".")}: was made and is not there; look at the stack's file, then run the command again`,
    );
  }
  if (typeof value !== "string") return {};
  try {
    return { fingerprint: keyForms[key.kind].fingerprint(value) };
  } catch {
    return {};
  }
}
