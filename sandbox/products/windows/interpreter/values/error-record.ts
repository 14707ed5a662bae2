import { MemberTable } from "./member-table";
import { NetObject, type Method, type Value } from "./value";

/** A .NET exception as scripts see it. */
export class Exception extends NetObject {
  constructor(
    readonly typeName: string,
    readonly message: string,
    readonly inner: Exception | null = null,
  ) {
    super();
  }

  override read(name: string): Value | undefined {
    return exceptionMembers.read(this, name);
  }

  override method(name: string): Method | undefined {
    return exceptionMembers.method(this, name);
  }

  toText(): string {
    return `${this.typeName}: ${this.message}`;
  }
}

/** What `$_` is in `catch`. */
export class ErrorRecord extends NetObject {
  readonly typeName = "System.Management.Automation.ErrorRecord";

  constructor(
    readonly exception: Exception,
    readonly id: string,
    readonly target: Value,
  ) {
    super();
  }

  override read(name: string): Value | undefined {
    return recordMembers.read(this, name);
  }

  toText(): string {
    return this.exception.message;
  }
}

const exceptionMembers = new MemberTable<Exception>({
  Message: (self) => self.message,
  InnerException: (self) => self.inner,
});

const recordMembers = new MemberTable<ErrorRecord>({
  Exception: (self) => self.exception,
  FullyQualifiedErrorId: (self) => self.id,
  TargetObject: (self) => self.target,
});
