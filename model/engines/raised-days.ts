import { type Wish } from "../retention/proven-retention";

/** The wish for settings of at least so many days; the very same if that is no more. */
export function raisedDays(wish: Wish, days: number): Wish {
  return wish.leastDays !== undefined && days <= wish.leastDays
    ? wish
    : { ...wish, leastDays: days };
}
