import { toText } from "../conversion/text";
import { ExitSignal } from "../flow";
import { PsObject } from "../values/ps-object";
import { MemberTable } from "../values/member-table";
import { type Method, NetObject, type Value } from "../values/value";
import { scriptBlockOf } from "../evaluator/script-blocks";
import { type StaticType } from "./static-type";

/** UTF-8, the only encoding of the subset: every stream of the stand-in has it. */
class Utf8Encoding extends NetObject {
  readonly typeName = "System.Text.UTF8Encoding";

  override method(name: string): Method | undefined {
    return encodingMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const encodingMembers = new MemberTable<Utf8Encoding>(
  {},
  {
    "GetByteCount(string)": (_self, [text = null]) => Buffer.byteLength(toText(text)),
    "GetBytes(string)": (_self, [text = null]) => new Uint8Array(Buffer.from(toText(text))),
  },
);

const given = ([value = null]: readonly Value[]): Value => value;

/** Encodings, the process and its machine, and code made of text. */
export const textTypes: Readonly<Record<string, StaticType>> = {
  "Text.UTF8Encoding": { create: () => new Utf8Encoding() },
  Environment: {
    properties: {
      MachineName: ({ host }) => host.environment.get("COMPUTERNAME") ?? null,
    },
    methods: {
      "Exit(int)": (_session, args) => {
        throw new ExitSignal(Number(given(args)));
      },
    },
  },
  CultureInfo: {
    properties: {
      CurrentCulture: () =>
        new PsObject("System.Globalization.CultureInfo", [
          ["TextInfo", new PsObject("System.Globalization.TextInfo", [["ANSICodePage", 1252]])],
        ]),
    },
  },
  ScriptBlock: {
    methods: {
      "Create(string)": (session, args) => scriptBlockOf(session.parse(toText(given(args)))),
    },
  },
};
