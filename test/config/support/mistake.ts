/** A value that somebody wrote, and what is to be said of it besides where it is and what was got. */
export type Mistake = readonly [
  what: string,
  path: string,
  /** `undefined`: it is left out. */
  value: unknown,
  message: string,
  allowed: string,
  fix: string,
];
