import { NetObject } from "./value";

/** A floating-point number. Kept apart from whole numbers: JSON and division tell them apart. */
export class Double extends NetObject {
  readonly typeName = "System.Double";

  constructor(readonly value: number) {
    super();
  }

  toText(): string {
    return String(this.value);
  }
}
