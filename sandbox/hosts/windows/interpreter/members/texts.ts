import { toText } from "../conversion/text";
import { DotNetError, OutsideSubset } from "../errors";
import { ExitSignal } from "../flow";
import { MemberTable } from "../values/member-table";
import { PsObject } from "../values/ps-object";
import { NetObject, type Method, type Value } from "../values/value";
import { scriptBlockOf } from "../evaluator/script-blocks";
import { stringComparison } from "./primitives";
import { enumType, type StaticType } from "./static-type";

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

const given = ([value = null]: readonly Value[]): Value => value;

const encodingMembers = new MemberTable<Utf8Encoding>(
  {},
  {
    "GetBytes(string)": (_self, args) => new Uint8Array(Buffer.from(toText(given(args)), "utf8")),
    "GetString(bytes)": (_self, args) => Buffer.from(bytesOf(given(args))).toString("utf8"),
  },
);

function bytesOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new OutsideSubset("bytes of anything but bytes");
}

/** Base64 as .NET reads it: in whole groups of four, with any blanks between. */
function fromBase64(text: string): Uint8Array {
  const compact = text.replaceAll(/[ \t\r\n]/g, "");
  if (/^([a-z\d+/]{4})*([a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i.test(compact)) {
    return new Uint8Array(Buffer.from(compact, "base64"));
  }
  throw new DotNetError(
    "System.FormatException",
    "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two " +
      "padding characters, or an illegal character among the padding characters.",
  );
}

/** Texts, their encodings, and code made of text. */
export const textTypes: Readonly<Record<string, StaticType>> = {
  "Text.UTF8Encoding": { create: () => new Utf8Encoding() },
  "Text.Encoding": { properties: { UTF8: () => new Utf8Encoding() } },
  StringComparison: enumType(stringComparison),
  Convert: {
    methods: {
      "ToBase64String(bytes)": (_session, args) =>
        Buffer.from(bytesOf(given(args))).toString("base64"),
      "FromBase64String(string)": (_session, args) => fromBase64(toText(given(args))),
    },
  },
  Environment: {
    properties: {
      NewLine: () => "\r\n",
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
