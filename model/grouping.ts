/** Values by key, each group in the order of the values, the groups in the order of their keys. */
export function groupedBy<Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly [Value, ...Value[]]> {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return new Map([...groups].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Each value whose key one before it has, after the first that has it. */
export function repeats<Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => unknown,
): (readonly [first: Value, again: Value])[] {
  const firsts = new Map<unknown, Value>();
  const found: (readonly [Value, Value])[] = [];
  for (const value of values) {
    const key = keyOf(value);
    if (firsts.has(key)) found.push([firsts.get(key) as Value, value]);
    else firsts.set(key, value);
  }
  return found;
}

/** Order of two texts by code unit: no locale of any machine changes it. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
