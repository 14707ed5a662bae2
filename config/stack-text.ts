import {
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { type Fault } from "../model/fault";
import { secretsInClear } from "./secrets-in-clear";
import { declaredPath, keysTo } from "./yaml-path";
import { otherwiseRead } from "./yaml-readings";

/** What the text of a stack's file declares under `backup:`. */
export interface StackText {
  /** The sections by name, without the `backup:` before it and without the secrets. */
  readonly given: Record<string, unknown>;
  /** What is wrong with the text itself; with a fault in it, `given` is what could be read. */
  readonly faults: readonly Fault[];
}

const prefix = "backup:";

/**
 * Reads the text of a stack's file as Pulumi does, and never throws. Secrets are left alone.
 *
 * @param name - of the file, for faults that are at no path
 */
export function readStackText(text: string, name: string): StackText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    uniqueKeys: false,
    // As Pulumi does.
    merge: true,
    lineCounter: lines,
    logLevel: "error",
  });
  const [broken] = document.errors;
  if (broken) return { given: {}, faults: [notYaml(broken, lines, name)] };
  const value = plainValue(document, name);
  if ("fault" in value) return { given: {}, faults: [value.fault] };
  const config = isRecord(value.plain) ? value.plain["config"] : undefined;
  if (!isRecord(config)) return { given: {}, faults: [noConfig(name)] };
  return { given: sections(config), faults: textFaults(document, lines) };
}

function textFaults(document: Document, lines: LineCounter): Fault[] {
  return [
    ...duplicateKeys(document, lines),
    ...otherwiseRead(document),
    ...secretsInClear(document),
  ];
}

function sections(config: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(config)
    .filter(([key]) => key.startsWith(prefix) && key !== `${prefix}secrets`)
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  return Object.fromEntries(entries);
}

/** The first error alone: those after it are mostly its consequences. */
function notYaml({ pos: [at], message }: YAMLError, lines: LineCounter, name: string): Fault {
  const { line, col } = lines.linePos(at);
  const [first = ""] = message.split("\n");
  return {
    path: `${name}:${line}:${col}`,
    message: `is not YAML: ${first.replace(/ at line \d+, column \d+:?$/, "")}`,
    allowed: "YAML, in which a stack's file is written",
    fix: "correct the text at that place, or just before it",
  };
}

/** Aliases can be wrong in ways that only show when they are followed. */
function plainValue(
  document: Document,
  name: string,
): { readonly plain: unknown } | { readonly fault: Fault } {
  try {
    return { plain: document.toJS() as unknown };
  } catch (error) {
    return {
      fault: {
        path: name,
        message: `cannot be read: ${(error as Error).message}`,
        allowed: "anchors and aliases that lead somewhere, and not too many of them",
        fix: "write the values out",
      },
    };
  }
}

function noConfig(name: string): Fault {
  return {
    path: `${name}: config`,
    message: "is missing, or not a map",
    allowed: `config: with keys that begin with ${prefix}`,
    fix: "write the declaration under config, as Pulumi.lab.yaml does",
  };
}

/** Of two entries with one key one would be lost, and nobody could tell which. */
function duplicateKeys(document: Document, lines: LineCounter): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const parents = keysTo([...ancestors, map]);
      for (const [key, places] of keyLines(map, lines)) {
        if (places.length > 1) faults.push(duplicateKey([...parents, key], places));
      }
    },
  });
  return faults;
}

function keyLines(map: YAMLMap, lines: LineCounter): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const { line } = lines.linePos(key.range?.[0] ?? 0);
    places.set(name, [...(places.get(name) ?? []), line]);
  }
  return places;
}

function duplicateKey(keys: readonly (string | number)[], places: readonly number[]): Fault {
  return {
    path: declaredPath(keys),
    message: "is declared more than once, and only one of them could count",
    got: `lines ${places.join(" and ")}`,
    allowed: "each name once",
    fix: "take one out or rename it",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
