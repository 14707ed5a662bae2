import { toBoolean } from "../interpreter/conversion/boolean";
import { compare } from "../interpreter/conversion/equality";
import { toText } from "../interpreter/conversion/text";
import { OutsideSubset } from "../interpreter/errors";
import { compareBy } from "../interpreter/evaluator/comparison";
import { invokeHere } from "../interpreter/evaluator/invoke-here";
import { readMember } from "../interpreter/members/member";
import { constructorOf } from "../interpreter/members/static-types";
import { call } from "../interpreter/evaluator/invocation";
import { type Session } from "../interpreter/session";
import { PsObject } from "../interpreter/values/ps-object";
import { ScriptBlock } from "../interpreter/values/script-block";
import { TypeName } from "../interpreter/values/type-name";
import { itemsOf, type Value } from "../interpreter/values/value";
import { type Cmdlet, type CollectingCmdlet, type Call } from "./cmdlet";
import { type Parameter } from "./parameter";
import { anyType, anysType, intType, switchType, textType } from "./parameter-types";

/** `$_` for a script block, or a property's name. */
function chosen(session: Session, by: Value, item: Value): Value {
  if (by instanceof ScriptBlock) return invokeHere(session, by, item);
  if (typeof by === "string") return readMember(session, item, by);
  throw new OutsideSubset(`a ${toText(by)} as a property`);
}

/** `Where-Object Name -eq 'x'`: comparisons that stand for a script block. */
const comparisons = ["EQ", "NE", "GT", "GE", "LT", "LE", "Like", "NotLike", "Match", "NotMatch"];

function passes({ session, given }: Call, item: Value): boolean {
  const filter = given.get("FilterScript");
  if (typeof filter !== "string") return toBoolean(invokeHere(session, filter, item));
  const value = readMember(session, item, filter);
  const operator = comparisons.find((name) => given.flag(name));
  if (operator === undefined) return toBoolean(value);
  return toBoolean(compareBy(session, `-${operator}`, value, given.get("Value")));
}

const whereObject: CollectingCmdlet = {
  name: "Where-Object",
  aliases: ["where", "?"],
  parameters: [
    { name: "FilterScript", type: anyType, position: 0, mandatory: true, aliases: ["Property"] },
    { name: "Value", type: anyType, position: 1 },
    ...comparisons.map((name) => ({ name, type: switchType })),
  ],
  open: (call) => ({
    process: (item) => {
      if (passes(call, item)) call.emit(item);
    },
    end: () => undefined,
  }),
};

const forEachObject: CollectingCmdlet = {
  name: "ForEach-Object",
  aliases: ["foreach", "%"],
  parameters: [
    { name: "Process", type: anyType, position: 0, mandatory: true, aliases: ["MemberName"] },
  ],
  open: ({ session, given, emit }) => ({
    process: (item) => itemsOf(chosen(session, given.get("Process"), item)).forEach(emit),
    end: () => undefined,
  }),
};

/** Takes the whole pipeline, then gives what `work` makes of it. */
function collecting(
  work: (items: Value[], call: Call) => readonly Value[],
): CollectingCmdlet["open"] {
  return (call) => {
    const items: Value[] = [];
    return {
      process: (item) => {
        items.push(item);
      },
      end: () => work(items, call).forEach(call.emit),
    };
  };
}

const property: Parameter = { name: "Property", type: anysType, position: 0 };

const sortObject: CollectingCmdlet = {
  name: "Sort-Object",
  aliases: ["sort"],
  parameters: [
    property,
    { name: "Descending", type: switchType },
    { name: "Unique", type: switchType },
  ],
  open: collecting((items, { session, given }) => {
    const keys = given.list("Property");
    const order = (left: Value, right: Value): number => {
      const pairs =
        keys.length === 0
          ? [[left, right] as const]
          : keys.map((key) => [chosen(session, key, left), chosen(session, key, right)] as const);
      return pairs.map(([first, second]) => compare(first, second)).find((each) => each !== 0) ?? 0;
    };
    const sorted = [...items].sort((left, right) =>
      given.flag("Descending") ? order(right, left) : order(left, right),
    );
    const unique = given.flag("Unique");
    return sorted.filter(
      (item, place) => !unique || place === 0 || order(sorted[place - 1] ?? null, item) !== 0,
    );
  }),
};

const selectObject: CollectingCmdlet = {
  name: "Select-Object",
  aliases: ["select"],
  parameters: [
    property,
    { name: "First", type: intType },
    { name: "Last", type: intType },
    { name: "Skip", type: intType },
    { name: "ExpandProperty", type: textType },
    { name: "Unique", type: switchType },
  ],
  open: collecting((items, { session, given }) => {
    const skipped = items.slice(given.has("Skip") ? given.number("Skip") : 0);
    const first = given.has("First") ? skipped.slice(0, given.number("First")) : skipped;
    const last = given.has("Last") ? first.slice(-given.number("Last")) : first;
    if (given.has("ExpandProperty")) {
      return last.flatMap((item) => [
        ...itemsOf(readMember(session, item, given.text("ExpandProperty"))),
      ]);
    }
    const shaped = given.has("Property")
      ? last.map((item) => projection(session, item, given.list("Property")))
      : last;
    return given.flag("Unique")
      ? shaped.filter((item, place) => shaped.indexOf(item) === place)
      : shaped;
  }),
};

function projection(session: Session, item: Value, names: readonly Value[]): PsObject {
  const entries = names.map((name) => [toText(name), chosen(session, name, item)] as const);
  return new PsObject(PsObject.custom, entries);
}

const newObject: Cmdlet = {
  name: "New-Object",
  parameters: [
    { name: "TypeName", type: textType, position: 0, mandatory: true },
    { name: "ArgumentList", type: anysType, position: 1 },
  ],
  run: ({ session, given }) => {
    const type = given.text("TypeName");
    return call(".ctor", constructorOf(session, new TypeName(type)), given.list("ArgumentList"));
  },
};

const measureObject: CollectingCmdlet = {
  name: "Measure-Object",
  aliases: ["measure"],
  parameters: [],
  open: collecting((items) => [
    new PsObject("Microsoft.PowerShell.Commands.GenericMeasureInfo", [["Count", items.length]]),
  ]),
};

/** Cmdlets that work on whatever the pipeline carries. */
export const objectCmdlets: readonly (Cmdlet | CollectingCmdlet)[] = [
  whereObject,
  forEachObject,
  sortObject,
  selectObject,
  measureObject,
  newObject,
];
