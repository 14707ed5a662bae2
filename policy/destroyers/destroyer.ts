/** A program or cmdlet that deletes data or what it is read with: what people call it, and how it is written. */
export type Destroyer = readonly [what: string, form: RegExp];
