/**
 * Takes what is left of a record after all of its properties were taken out of it: nothing. A property that is added
 * and that nobody takes does not compile, so it cannot be lost on its way from the plan to a product.
 *
 * @example const { schedule, keep, ...rest } = instruction; nothingLeft(rest);
 */
export function nothingLeft(_rest: Readonly<Record<PropertyKey, never>>): void {
  // The compiler has looked already.
}
