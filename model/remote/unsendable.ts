/**
 * Refuses what no host could be told: JSON drops it, or a shell loses it. All faults at once, by place and code point,
 * never with the value, which may be a secret.
 *
 * @param what - what is sent, for the message: `veeam agent job windows-files`
 * @throws Error naming every place
 */
export function refuseUnsendable(what: string, value: object): void {
  const faults = Object.entries(value).flatMap(([key, entry]) => faultsIn(key, entry, 1));
  if (faults.length === 0) return;
  throw new Error(
    `${what} cannot be sent to its host:\n${faults.map((one) => `  ${one}`).join("\n")}`,
  );
}

/** Levels of lists and tables. Windows PowerShell 5.1 reads 100; none of ours needs more than a few. */
const deepest = 20;

function faultsIn(place: string, value: unknown, depth: number): string[] {
  if (typeof value === "string") return textFaults(place, value);
  if (typeof value === "number") return numberFaults(place, value);
  if (value === null || typeof value === "boolean") return [];
  if (typeof value !== "object")
    return [`${place}: is of type ${typeof value}; allowed: what JSON has`];
  if (depth > deepest) return [`${place}: is nested deeper than ${deepest} levels`];
  return Array.isArray(value)
    ? value.flatMap((entry, index) => faultsIn(`${place}[${index}]`, entry, depth + 1))
    : tableFaults(place, Object.entries(value), depth);
}

/** No script can hold a NUL on every platform, and half a surrogate pair has no UTF-8. */
const unprintable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function textFaults(place: string, text: string): string[] {
  const found = unprintable.exec(text);
  if (found === null) return [];
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const name = code === "0000" ? "NUL" : "half a character";
  return [`${place}: holds U+${code} (${name}) at ${found.index}; take it out`];
}

function numberFaults(place: string, value: number): string[] {
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? [] : [`${place}: is ${value}; allowed: finite numbers, whole ones up to 2^53 - 1`];
}

/** PowerShell looks keys up in any case, and has no empty ones. */
function tableFaults(
  place: string,
  entries: readonly (readonly [string, unknown])[],
  depth: number,
): string[] {
  const present = entries.filter(([, entry]) => entry !== undefined);
  const keys = present.map(([key]) => key.toLowerCase());
  const clashing = present.filter((_, index) => keys.indexOf(keys[index] as string) !== index);
  return [
    ...(keys.includes("") ? [`${place}: has an empty key`] : []),
    ...clashing.map(([key]) => `${place}: has the key '${key}' twice, in another case`),
    ...present.flatMap(([key, entry]) => [
      ...textFaults(`a key of ${place}`, key),
      ...faultsIn(`${place}.${key}`, entry, depth + 1),
    ]),
  ];
}
