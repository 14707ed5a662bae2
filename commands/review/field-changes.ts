import { canonicalJson } from "../../model/canonical-json";
import { openEnvelope } from "../../model/remote/envelope";
import { type SentResource } from "./resources";

/** An input that differs. Values are left out where they are or may be secret. */
export interface FieldChange {
  /** `declared.retention.keepWeekly`; of what is sent to a host `document.keep-weekly`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** The key that the engine's protocol marks special values with, and how it marks a secret. Source: Pulumi SDK, `runtime/rpc`. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** The inputs of a resource that differ, the innermost of each. */
export function fieldChanges(before: SentResource, after: SentResource): FieldChange[] {
  return differences("", before.inputs, after.inputs);
}

function differences(path: string, before: unknown, after: unknown): FieldChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [was, is] = [sealedIn(before), sealedIn(after)];
  if (was !== undefined || is !== undefined) return insideSecret(path, was?.value, is?.value);
  if (isTree(before) && isTree(after)) return eachKey(path, before, after, differences);
  return [{ path, ...shownBoth(textOf(before), textOf(after)) }];
}

/** Of a document for a host only what differs is told, never how: what is secret in it is not known here. */
function insideSecret(path: string, before: unknown, after: unknown): FieldChange[] {
  const [was, is] = [openEnvelope(before), openEnvelope(after)];
  if (was === undefined || is === undefined) return [{ path }];
  const parts = ["document", "settings", "secrets", "script"] as const;
  return parts.flatMap((part) => names(part, was[part], is[part]));
}

function names(path: string, before: unknown, after: unknown): FieldChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  return isTree(before) && isTree(after) ? eachKey(path, before, after, names) : [{ path }];
}

type Tree = Readonly<Record<string, unknown>>;

function eachKey(
  path: string,
  before: Tree,
  after: Tree,
  compare: (path: string, before: unknown, after: unknown) => FieldChange[],
): FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) =>
    compare(path === "" ? key : `${path}.${key}`, before[key], after[key]),
  );
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sealedIn(value: unknown): { readonly value: unknown } | undefined {
  return isTree(value) && value[signature] === secret ? { value: value["value"] } : undefined;
}

/** Characters of a value that are shown, and of what stands before the first that differs. */
const longest = 120;
const lead = 20;

/** Both values; of long ones the part where they begin to differ. */
function shownBoth(was: string | undefined, is: string | undefined): Omit<FieldChange, "path"> {
  const first = was === undefined || is === undefined ? 0 : firstDifference(was, is);
  return {
    ...(was === undefined ? {} : { before: part(was, first) }),
    ...(is === undefined ? {} : { after: part(is, first) }),
  };
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function part(text: string, first: number): string {
  if (text.length <= longest) return text;
  const from = Math.max(0, first - lead);
  const end = from + longest;
  return `${from > 0 ? "…" : ""}${text.slice(from, end)}${end < text.length ? "…" : ""}`;
}

function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : openly(value);
}

/** A list or table with what is secret in it blacked out. */
function openly(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    sealedIn(part) === undefined ? part : "[secret]",
  );
}
