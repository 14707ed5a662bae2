import { toText } from "../conversion/text";
import { newLine, type Host } from "../host";
import { type RedirectableHost } from "../redirectable-host";
import { MemberTable } from "../values/member-table";
import { NetObject, nothing, type Method, type Value } from "../values/value";
import { type StaticType } from "./static-type";

/** `[Console]::Out` and `[Console]::Error`: plain text, past PowerShell's own streams. */
class TextWriter extends NetObject {
  readonly typeName = "System.IO.TextWriter";

  constructor(readonly print: (text: string) => void) {
    super();
  }

  override method(name: string): Method | undefined {
    return writerMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const flush = (): Value => nothing;

const writerMembers = new MemberTable<TextWriter>(
  {},
  {
    "Write(string)": (self, args) => {
      self.print(toText(args[0] ?? null));
      return nothing;
    },
    "WriteLine(string)": (self, args) => {
      self.print(toText(args[0] ?? null) + newLine);
      return nothing;
    },
    "Flush()": flush,
  },
);

/** Standard input, as a stream or as a reader of text. It holds what was not read yet. */
class InputReader extends NetObject {
  constructor(
    readonly typeName: string,
    readonly host: Host,
  ) {
    super();
  }

  override method(name: string): Method | undefined {
    return readerMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const readerMembers = new MemberTable<InputReader>(
  {},
  {
    "ReadToEnd()": (self) => self.host.readStandardInput().replace(/^\uFEFF/, ""),
  },
);

const output = (host: RedirectableHost) => new TextWriter(host.printer());
const error = (host: Host) => new TextWriter((text) => host.writeError(text));

const write =
  (end: string) =>
  (session: { host: Host }, args: readonly Value[]): Value => {
    session.host.writeOutput(toText(args[0] ?? null) + end);
    return nothing;
  };

/** The process's standard streams. */
export const consoleType: Readonly<Record<string, StaticType>> = {
  Console: {
    properties: {
      Out: ({ host }) => output(host),
      Error: ({ host }) => error(host),
      In: ({ host }) => new InputReader("System.IO.TextReader", host),
    },
    methods: {
      "SetOut(object)": ({ host }, [writer]) => {
        if (!(writer instanceof TextWriter)) throw new RangeError("SetOut with anything else");
        host.redirect(writer.print);
        return nothing;
      },
      "OpenStandardInput()": ({ host }) => new InputReader("System.IO.Stream", host),
      "Write(string)": write(""),
      "WriteLine(string)": write(newLine),
    },
  },
  "IO.StreamReader": {
    create: ({ host }, [stream]) => {
      const isInput = stream instanceof InputReader && stream.typeName === "System.IO.Stream";
      if (!isInput) throw new RangeError("a StreamReader on anything but standard input");
      return new InputReader("System.IO.StreamReader", host);
    },
  },
};
