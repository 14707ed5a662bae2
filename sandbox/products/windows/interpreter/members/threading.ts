import { toText } from "../conversion/text";
import { DotNetError } from "../errors";
import { type HeldMutex, type NamedMutex } from "../host";
import { MemberTable } from "../values/member-table";
import { NetObject, nothing, type Method } from "../values/value";
import { type StaticType } from "./static-type";

/** A named mutex, shared by every process of the simulated host. */
class Mutex extends NetObject {
  readonly typeName = "System.Threading.Mutex";
  private held: HeldMutex | undefined;

  constructor(private readonly mutex: NamedMutex) {
    super();
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  /**
   * Waits so many milliseconds; without a limit if negative.
   *
   * @throws DotNetError if its owner ended with it, though it is held from then on
   */
  waitOne(timeout: number): boolean {
    if (this.held !== undefined) return true;
    this.held = this.mutex.acquire(timeout < 0 ? Infinity : timeout);
    if (this.held?.abandoned !== true) return this.held !== undefined;
    throw new DotNetError(
      "System.Threading.AbandonedMutexException",
      "The wait completed due to an abandoned mutex.",
    );
  }

  releaseMutex(): void {
    if (this.held === undefined) {
      throw new DotNetError(
        "System.ApplicationException",
        "Object synchronization method was called from an unsynchronized block of code.",
      );
    }
    this.held.release();
    this.held = undefined;
  }

  toText(): string {
    return this.typeName;
  }
}

const members = new MemberTable<Mutex>(
  {},
  {
    "WaitOne()": (self) => self.waitOne(Infinity),
    "WaitOne(int)": (self, [timeout]) => self.waitOne(Number(timeout)),
    "ReleaseMutex()": (self) => {
      self.releaseMutex();
      return nothing;
    },
  },
);

/** Mutual exclusion between sessions. */
export const threadingTypes: Readonly<Record<string, StaticType>> = {
  "Threading.Mutex": {
    create: ({ host }, [owned = false, name]) => {
      if (name === undefined) throw new RangeError("a Mutex without a name");
      const mutex = new Mutex(host.openMutex(toText(name)));
      if (owned === true) mutex.waitOne(0);
      return mutex;
    },
  },
};
