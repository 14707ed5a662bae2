import { MemberTable } from "./member-table";
import { NetObject, type Method, type Value } from "./value";

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

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  toText(): string {
    return this.text;
  }
}

const members = new MemberTable<Guid>(
  { Guid: (self) => self.text },
  { ToString: (self) => self.text },
);
