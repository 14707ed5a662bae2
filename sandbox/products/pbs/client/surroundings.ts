import { type Writable } from "node:stream";

/** What the client takes from its process. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where `restore … -` writes an image. */
  readonly output: Writable;
}
