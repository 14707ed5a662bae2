/**
 * A value in the form in which it reaches PowerShell unchanged. Every JSON reader there guesses, each in its own way:
 * Windows PowerShell 5.1 makes a date of `/Date(0)/` and a `Decimal` of 0.1, PowerShell 7 a `DateTime` of whatever
 * looks like ISO 8601 (`-DateKind` came with 7.5), and no two agree on integers, empty keys and keys that differ in
 * case alone. So there are only lists, and texts that begin with the letter of their kind, which none takes for
 * anything else.
 *
 * Source: `ConvertFrom-Json` of both, the one recorded, the other as documented.
 */
export type SealedValue = string | boolean | null | readonly SealedValue[];

/** What a list begins with, by what it stands for. A table goes on with a key, its value, the next key … */
const heads = { list: "list", table: "table" } as const;

/** The letters before a text, a whole number and any other number. */
const marks = { text: "s", integer: "i", decimal: "d" } as const;

/**
 * Seals a value of JSON.
 *
 * @throws TypeError for what JSON cannot hold either; `refuseUnsendable` says so for people
 */
export function sealValue(value: unknown): SealedValue {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return marks.text + value;
  if (typeof value === "number") {
    return (Number.isInteger(value) ? marks.integer : marks.decimal) + String(value);
  }
  if (Array.isArray(value)) return [heads.list, ...value.map(sealValue)];
  if (typeof value !== "object") throw new TypeError(`a ${typeof value} cannot be sealed`);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [heads.table, ...entries.flat().map(sealValue)];
}

/** What was sealed. */
export function openValue(sealed: SealedValue): unknown {
  if (typeof sealed === "string") return openText(sealed[0], sealed.slice(1));
  if (sealed === null || typeof sealed === "boolean") return sealed;
  const [head, ...rest] = sealed;
  return head === heads.list ? rest.map(openValue) : openTable(rest);
}

function openText(mark: string | undefined, text: string): string | number {
  return mark === marks.text ? text : Number(text);
}

function openTable(rest: readonly SealedValue[]): Record<string, unknown> {
  const opened = rest.map(openValue);
  const keys = opened.filter((_, place) => place % 2 === 0) as readonly string[];
  return Object.fromEntries(keys.map((key, place) => [key, opened[2 * place + 1]]));
}
