import { magnitude, toNumber } from "../conversion/number";
import { toText } from "../conversion/text";
import { DotNetError } from "../errors";
import { type Host } from "../host";
import { MemberTable } from "../values/member-table";
import { TimeSpan } from "../values/time-span";
import { NetObject, nothing, type Method, type Value } from "../values/value";
import { type StaticType } from "./static-type";

/** A named mutex, shared by every process of the simulated host. */
class Mutex extends NetObject {
  readonly typeName = "System.Threading.Mutex";
  private release: (() => void) | undefined;

  constructor(
    private readonly host: Host,
    private readonly name: string,
  ) {
    super();
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  /** Waits so many milliseconds; without a limit if negative. */
  waitOne(timeout: number): boolean {
    this.release ??= this.host.acquireMutex(this.name, timeout < 0 ? Infinity : timeout);
    return this.release !== undefined;
  }

  releaseMutex(): void {
    if (this.release === undefined) {
      throw new DotNetError(
        "System.ApplicationException",
        "Object synchronization method was called from an unsynchronized block of code.",
      );
    }
    this.release();
    this.release = undefined;
  }

  toText(): string {
    return this.typeName;
  }
}

function timeoutOf(value: Value | undefined): number {
  if (value === undefined) return -1;
  return value instanceof TimeSpan ? value.milliseconds : magnitude(toNumber(value) ?? -1);
}

const members = new MemberTable<Mutex>(
  {},
  {
    WaitOne: (self, args) => self.waitOne(timeoutOf(args[0])),
    ReleaseMutex: (self) => {
      self.releaseMutex();
      return nothing;
    },
    Dispose: () => nothing,
    Close: () => nothing,
  },
);

/** Mutual exclusion between sessions. */
export const threadingTypes: Readonly<Record<string, StaticType>> = {
  "Threading.Mutex": {
    create: ({ host }, [owned = false, name]) => {
      if (name === undefined) throw new RangeError("a Mutex without a name");
      const mutex = new Mutex(host, toText(name));
      if (owned === true) mutex.waitOne(0);
      return mutex;
    },
  },
};
