import { scryptSync } from "node:crypto";
import { Remembered } from "../../lib/remembered";

/** Each takes a tenth of a second, and an estate has a few. */
const marks = new Remembered<string>(100);

/**
 * A mark that changes with a secret and can be shown: 32 bits of a slow hash, enough to see that the secret
 * changed, too little and too slow to guess it by. Products that never give a secret back keep the mark in a name
 * or a description, so that applying and drift see a rotation.
 *
 * @param salt - what the secret belongs to, so that two uses of one secret do not show
 */
export function secretMark(secret: string, salt: string): string {
  const asked = JSON.stringify([secret, salt]);
  return marks.of(asked, () => scryptSync(secret, salt, 4).toString("hex"));
}
