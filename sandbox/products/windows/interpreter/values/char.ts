import { NetObject } from "./value";

/** One UTF-16 unit of a text, as `$text[0]` gives it. */
export class Char extends NetObject {
  readonly typeName = "System.Char";

  constructor(private readonly text: string) {
    super();
  }

  toText(): string {
    return this.text;
  }
}
