/** A part of the report for people. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}
