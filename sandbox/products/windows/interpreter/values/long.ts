import { NetObject } from "./value";

/** A 64-bit whole number, as JSON, file sizes and `[long]` give it; a JavaScript number is a 32-bit one. */
export class Long extends NetObject {
  readonly typeName = "System.Int64";

  constructor(readonly value: bigint) {
    super();
  }

  toText(): string {
    return String(this.value);
  }
}
