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
import { located, type Locate, locator, placeAt } from "./positions";
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
  const locate = locator(document, lines, name);
  const place = (offset: number) => placeAt(offset, lines, name);
  const read = (faults: readonly Fault[], given: StackText["given"] = {}): StackText => ({
    given,
    faults: faults.map((fault) => located(fault, locate)),
    locate,
  });
  const unusual = unusualForms(document, place);
  if (unusual.length > 0) return read(unusual);
  const value = plainValue(document, name, place);
  if ("fault" in value) return read([value.fault]);
  const file = isRecord(value.plain) ? value.plain : {};
  const { config } = file;
  if (!isRecord(config)) return read([noConfig, ...strayKeys(file, {})]);
  return read([...strayKeys(file, config), ...textFaults(document, place)], sections(config));
}

/** Nothing that is in it can be told from what is not. */
function unreadable(faults: readonly Fault[]): StackText {
  return { given: {}, faults, locate: () => undefined };
}

function textFaults(document: Document, place: (offset: number) => string): Fault[] {
  return [
    ...duplicateKeys(document, place),
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
  const [first = ""] = message.split("\n");
  return {
    path: placeAt(at, lines, name),
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
  place: (offset: number) => string,
): { readonly plain: unknown } | { readonly fault: Fault } {
  try {
    return { plain: document.toJS() as unknown };
  } catch (error) {
    return {
      fault: {
        path: name,
        at: place(lastAlias(document)),
        message: `cannot be read: ${(error as Error).message}`,
        allowed: "not so many aliases within what other aliases stand for",
        fix: "write the values out",
      },
    };
  }
}

/** Where the last of the aliases begins, which mostly stands for all of the others. */
function lastAlias(document: Document): number {
  let last = 0;
  visit(document, { Alias: (_, { range }) => void (last = range?.[0] ?? last) });
  return last;
}

const noConfig: Fault = {
  path: "config",
  message: "is missing, or not a map",
  allowed: `config: with keys that begin with ${prefix}`,
  fix: "write the declaration under config, as Pulumi.lab.yaml does",
};

/** Of two entries with one key one would be lost, and nobody could tell which. */
function duplicateKeys(document: Document, place: (offset: number) => string): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const parents = keysTo([...ancestors, map]);
      for (const [key, places] of keyPlaces(map, place)) {
        if (places.length > 1) faults.push(duplicateKey([...parents, key], places));
      }
    },
  });
  return faults;
}

function keyPlaces(map: YAMLMap, place: (offset: number) => string): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    // What was read has a place, and only what was made has none.
    if (key.range) places.set(name, [...(places.get(name) ?? []), place(key.range[0])]);
  }
  return places;
}

function duplicateKey(keys: readonly (string | number)[], places: readonly string[]): Fault {
  return {
    path: declaredPath(keys),
    message: "is declared more than once, and only one of them could count",
    got: places.join(" and "),
    allowed: "each name once",
    fix: "take one out or rename it",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
