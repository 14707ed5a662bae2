import { byCodeUnit } from "../../model/grouping";

/** The same thing before and after; one of them is left out where it is new or gone. */
export interface Pair<Value> {
  readonly key: string;
  readonly before?: Value;
  readonly after?: Value;
}

/** Values of two lists that have the same key, sorted by it. Of several with one key in a list the last counts. */
export function pairsOf<Value>(
  before: readonly Value[],
  after: readonly Value[],
  keyOf: (value: Value) => string,
): Pair<Value>[] {
  const [was, is] = [before, after].map((all) => new Map(all.map((one) => [keyOf(one), one])));
  const keys = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort(byCodeUnit);
  return keys.map((key) => ({
    key,
    ...side("before", was?.get(key)),
    ...side("after", is?.get(key)),
  }));
}

function side<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}
