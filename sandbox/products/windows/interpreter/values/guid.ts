import { NetObject } from "./value";

/** A GUID; its text is lower-case. */
export class Guid extends NetObject {
  readonly typeName = "System.Guid";
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text.toLowerCase();
  }

  /** Whether `text` is a GUID in its usual form. */
  static accepts(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  }

  toText(): string {
    return this.text;
  }
}
