import { toText } from "../conversion/text";
import { ExitSignal } from "../flow";
import { isNull, itemsOf, NetObject, type Method, type Value } from "../values/value";
import { MemberTable } from "../values/member-table";
import { PsObject } from "../values/ps-object";
import { scriptBlockOf } from "../evaluator/script-blocks";
import { type StaticType } from "./static-type";

/** UTF-8, the only encoding of the subset. */
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
    GetBytes: (_self, args) => new Uint8Array(Buffer.from(toText(args[0] ?? null), "utf8")),
    GetString: (_self, args) => Buffer.from(bytesOf(args[0] ?? null)).toString("utf8"),
  },
);

/** Bytes, or whole numbers that stand for them. */
export function bytesOf(value: Value): Uint8Array {
  return value instanceof Uint8Array ? value : Uint8Array.from(itemsOf(value).map(Number));
}

const given = (args: readonly Value[], place = 0): Value => args[place] ?? null;

const hexadecimal = (args: readonly Value[]) => Buffer.from(bytesOf(given(args))).toString("hex");

/** Texts, their encodings, and code made of text. */
export const textTypes: Readonly<Record<string, StaticType>> = {
  "Text.UTF8Encoding": { create: () => new Utf8Encoding() },
  "Text.Encoding": { properties: { UTF8: () => new Utf8Encoding() } },
  String: {
    properties: { Empty: () => "" },
    methods: {
      IsNullOrEmpty: (_session, args) => isNull(given(args)) || given(args) === "",
      IsNullOrWhiteSpace: (_session, args) =>
        isNull(given(args)) || toText(given(args)).trim() === "",
      Join: (_session, [separator = null, ...items]) =>
        items.flatMap(itemsOf).map(toText).join(toText(separator)),
    },
  },
  Convert: {
    methods: {
      ToBase64String: (_session, args) => Buffer.from(bytesOf(given(args))).toString("base64"),
      FromBase64String: (_session, args) =>
        new Uint8Array(Buffer.from(toText(given(args)), "base64")),
      ToHexString: (_session, args) => hexadecimal(args).toUpperCase(),
    },
  },
  BitConverter: {
    methods: {
      ToString: (_session, args) => (hexadecimal(args).toUpperCase().match(/../g) ?? []).join("-"),
    },
  },
  Environment: {
    properties: {
      NewLine: () => "\r\n",
      MachineName: ({ host }) => host.environment.get("COMPUTERNAME") ?? null,
    },
    methods: {
      Exit: (_session, args) => {
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
    methods: { Create: (session, args) => scriptBlockOf(session.parse(toText(given(args)))) },
  },
};
