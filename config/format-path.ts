import { quotedText } from "./characters";

/** `["datastores", "vm-backup", "paths", 0]` as `datastores.vm-backup.paths[0]`; a name that is none in quotes. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(formatKey).join("").replace(/^\./, "");
}

function formatKey(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  return /^[\w@!-]+$/.test(name) ? `.${name}` : `[${quotedText(name)}]`;
}
