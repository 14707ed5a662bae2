import { quotedText, unusualCharacters } from "./characters";

/** Characters of a value that are quoted; of text all that its form allows would be too much. */
const longest = 120;

/** Names of what nobody should read. */
export const secretName =
  /pass|secret|token|credential|private|(api|access|client|encryption|export|master)[-_]?key/i;

/** What was got, for people: text in quotes, with what it has beyond printable ASCII; numbers as YAML writes them. */
export function quoted(value: unknown): string {
  if (typeof value === "string") return quotedString(value);
  return shortened(typeof value === "number" ? yamlNumber(value) : JSON.stringify(value, readable));
}

function quotedString(text: string): string {
  const unusual = unusualCharacters(text);
  return shortened(quotedText(text)) + (unusual === "" ? "" : ` (${unusual})`);
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}…` : text;
}

/** JSON has no word for what is no number, or larger than any. */
function yamlNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  return Number.isFinite(value) ? String(value) : `${value < 0 ? "-" : ""}.inf`;
}

/** Within maps and lists: neither a secret, nor `null` for a number. */
function readable(key: string, value: unknown): unknown {
  if (typeof value === "string" && secretName.test(key)) return "…";
  return typeof value === "number" && !Number.isFinite(value) ? yamlNumber(value) : value;
}
