import { MemberTable } from "./member-table";
import { NetObject, type Value } from "./value";

/** A secret. No text, property or JSON of it holds the secret. */
export class SecureString extends NetObject {
  readonly typeName = "System.Security.SecureString";
  readonly #secret: string;

  constructor(secret: string) {
    super();
    this.#secret = secret;
  }

  /** For the stand-in itself: scripts of the subset cannot get at it. */
  reveal(): string {
    return this.#secret;
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const members = new MemberTable<SecureString>({ Length: (self) => self.reveal().length });
