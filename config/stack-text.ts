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
import { type Locate, locator } from "./positions";
import { secretsInClear } from "./secrets-in-clear";
import { strayKeys } from "./stray-keys";
import { textFormFaults } from "./text-form";
import { unusualForms } from "./yaml-forms";
import { declaredPath, keysTo } from "./yaml-path";
import { otherwiseRead } from "./yaml-readings";

/** What the text of a stack's file declares under `backup:`. */
export interface StackText {
  /** The sections by name, without the `backup:` before it and without the secrets. */
  readonly given: Record<string, unknown>;
  /** What is wrong with the text itself; with a fault in it, `given` is what could be read. */
  readonly faults: readonly Fault[];
  /** Where a path of the declaration stands in the text. */
  readonly locate: Locate;
}

const prefix = "backup:";

/**
 * Reads the text of a stack's file as Pulumi does, and never throws. Secrets are left alone.
 *
 * @param name - of the file, for faults that are at no path
 */
export function readStackText(text: string, name: string): StackText {
  const malformed = textFormFaults(text, name);
  if (malformed.length > 0) return unreadable(malformed);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    uniqueKeys: false,
    // As Pulumi does.
    merge: true,
    lineCounter: lines,
    logLevel: "error",
  });
  const [broken] = document.errors;
  if (broken) return unreadable([notYaml(broken, lines, name)]);
  const unusual = unusualForms(document);
  if (unusual.length > 0) return unreadable(unusual);
  const value = plainValue(document, name);
  if ("fault" in value) return unreadable([value.fault]);
  const file = isRecord(value.plain) ? value.plain : {};
  const { config } = file;
  if (!isRecord(config)) return unreadable([noConfig(name), ...strayKeys(file, {})]);
  return {
    given: sections(config),
    faults: [...strayKeys(file, config), ...textFaults(document, lines)],
    locate: locator(document, lines, name),
  };
}

/** Nothing that is in it can be told from what is not. */
function unreadable(faults: readonly Fault[]): StackText {
  return { given: {}, faults, locate: () => undefined };
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

/** Errors of a reader of YAML that say more in other words. */
const wordings: Readonly<Record<string, Pick<Fault, "message" | "allowed" | "fix">>> = {
  MULTIPLE_DOCS: {
    message: "begins another document, and Pulumi reads the first alone",
    allowed: "one document",
    fix: "put everything under one config, and take out the line of dashes or dots",
  },
  TAB_AS_INDENT: {
    message: "is indented with a tab",
    allowed: "blanks",
    fix: "put blanks in the place of the tab, as many as its neighbours have",
  },
  RESOURCE_EXHAUSTION: {
    message: "has lists and maps within each other, more of them than can be read",
    allowed: "the dozen that a declaration needs",
    fix: "close what was opened there or before it",
  },
};

/** The first error alone: those after it are mostly its consequences. */
function notYaml({ code, pos: [at], message }: YAMLError, lines: LineCounter, name: string): Fault {
  const { line, col } = lines.linePos(at);
  const [first = ""] = message.split("\n");
  return {
    path: `${name}:${line}:${col}`,
    message: `is not YAML: ${first.replace(/ at line \d+, column \d+:?$/, "")}`,
    allowed: "YAML, in which a stack's file is written",
    fix: "correct the text at that place, or just before it",
    ...wordings[code],
  };
}

/** Aliases of aliases can be more than any memory holds, which only shows when they are followed. */
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
        allowed: "not so many aliases within what other aliases stand for",
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
