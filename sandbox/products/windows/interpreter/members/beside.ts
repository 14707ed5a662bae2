import { magnitude, toNumber } from "../conversion/number";
import { toText } from "../conversion/text";
import { type NeverAnswers } from "../errors";
import { functionCommand } from "../evaluator/functions";
import { scriptBlockOf } from "../evaluator/script-blocks";
import { ExitSignal } from "../flow";
import { redirectable } from "../redirectable-host";
import { type BesideScript, type Session } from "../session";
import { MemberTable } from "../values/member-table";
import { NetObject, nothing, type Method, type Value } from "../values/value";
import { type StaticType } from "./static-type";

/** `[PowerShell]`: a script that is started beside the one that runs. */
class PowerShell extends NetObject {
  readonly typeName = "System.Management.Automation.PowerShell";
  script = "";
  readonly args: Value[] = [];

  constructor(readonly session: Session) {
    super();
  }

  override method(name: string): Method | undefined {
    return powerShellMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const powerShellMembers = new MemberTable<PowerShell>(
  {},
  {
    AddScript: (self, args) => {
      self.script = toText(args[0] ?? null);
      return self;
    },
    AddArgument: (self, args) => {
      self.args.push(args[0] ?? null);
      return self;
    },
    BeginInvoke: (self) => {
      const block = scriptBlockOf(self.session.parse(self.script));
      const words = self.args.map((value) => ({ kind: "value", value }) as const);
      self.session.beside.push((session) =>
        functionCommand("", block)
          .open(session, words, () => undefined, false)
          .end(),
      );
      return nothing;
    },
  },
);

/** An event that others wait for. */
class ManualResetEvent extends NetObject {
  readonly typeName = "System.Threading.ManualResetEvent";

  constructor(
    readonly session: Session,
    public isSet: boolean,
  ) {
    super();
  }

  override method(name: string): Method | undefined {
    return eventMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const eventMembers = new MemberTable<ManualResetEvent>(
  {},
  {
    WaitOne: (self, args) => {
      const { session, isSet } = self;
      if (session.waited === undefined) throw new RangeError("waiting for an event here");
      if (!isSet) session.waited += magnitude(toNumber(args[0] ?? null) ?? NaN);
      return isSet;
    },
    Set: (self) => {
      self.isSet = true;
      return true;
    },
  },
);

/** What one of the scripts beside a session did: when it ended the process, with what code and words. */
interface Ending {
  readonly after: number;
  readonly code: number;
  readonly words: string;
}

function ending(session: Session, script: BesideScript): Ending | undefined {
  let words = "";
  const host = redirectable({ ...session.host, writeError: (text) => void (words += text) });
  session.waited = 0;
  try {
    script(session.inRunspace(host));
    return undefined;
  } catch (signal) {
    if (!(signal instanceof ExitSignal)) throw signal;
    return { after: session.waited, code: signal.code, words };
  }
}

/**
 * A session waits for ever: the scripts beside it go on, each in a time of its own, until the first of them ends the
 * process. Where none does, the stand-in says so instead of waiting.
 *
 * @returns the exit code
 */
export function endedBeside(session: Session, { message }: NeverAnswers): number {
  const [first] = session.beside
    .map((script) => ending(session, script))
    .filter((one) => one !== undefined)
    .sort((left, right) => left.after - right.after);
  session.host.writeError(first?.words ?? `stand-in: ${message}\n`);
  return first?.code ?? 1;
}

/** Scripts beside scripts, and what they wait for. */
export const besideTypes: Readonly<Record<string, StaticType>> = {
  PowerShell: { methods: { Create: (session) => new PowerShell(session) } },
  "Threading.ManualResetEvent": {
    create: (session, [isSet]) => new ManualResetEvent(session, isSet === true),
  },
};
