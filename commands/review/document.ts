import { type Direction } from "./direction";

/** Text, or a name or value out of a file, which is shown as one. */
export type Piece = string | { readonly name: string };

/** A line of text. */
export type Line = readonly Piece[];

/** Lines in rows and columns. */
export interface DocumentTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Line[])[];
}

/** A part of a review for people, whatever it is printed as. */
export interface DocumentSection {
  /** Unique in the review. */
  readonly id: string;
  readonly title: string;
  /** What it comes to, for whoever reads no further. */
  readonly summary: Line;
  readonly tables: readonly DocumentTable[];
}

/** A review for people. */
export interface ReviewDocument {
  readonly title: string;
  readonly tone: "good" | "warning" | "error" | "note";
  /** In a sentence. */
  readonly verdict: string;
  /** What it is refused for, and what helps; empty if it is not. */
  readonly errors: readonly Line[];
  /** What was left out, and why; empty if nothing was. */
  readonly notes: readonly string[];
  readonly sections: readonly DocumentSection[];
}

/** A name or value out of a file. */
export function named(name: string): Piece {
  return { name };
}

/** Names that are shown before the rest is only counted. */
const mostNames = 12;

/** Names in a row. */
export function names(all: readonly string[]): Line {
  const rest = all.length - mostNames;
  const shown = rest <= 1 ? all : all.slice(0, mostNames);
  const pieces = shown.flatMap((name, at): Piece[] => [...(at === 0 ? [] : [", "]), named(name)]);
  return rest <= 1 ? pieces : [...pieces, ` and ${rest} more`];
}

/** Which way a change goes, with a sign that says it without a colour. */
export const ways: Readonly<Record<Direction, string>> = {
  better: "▲ more",
  worse: "▼ less",
  other: "• otherwise",
};

/** A figure before and after; one that stayed once. */
export function change(before: string | undefined, after: string | undefined): string {
  if (before === after) return after ?? "";
  return `${before ?? "–"} → ${after ?? "–"}`;
}
