import { type Exemption } from "../estate";

/**
 * Whether nobody asks yet: the day of expiry is the last that it holds.
 *
 * @param today - YYYY-MM-DD, in which form dates are in order as texts
 */
export function inForce({ expires }: Exemption, today: string): boolean {
  return today <= expires;
}
