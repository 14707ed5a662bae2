import { toBoolean } from "../interpreter/conversion/boolean";
import { rankOfTexts } from "../interpreter/conversion/culture";
import { compare } from "../interpreter/conversion/equality";
import { OutsideSubset } from "../interpreter/errors";
import { call } from "../interpreter/evaluator/invocation";
import { invokeHere } from "../interpreter/evaluator/invoke-here";
import { constructorOf } from "../interpreter/members/static-types";
import { TypeName } from "../interpreter/values/type-name";
import { itemsOf, type Value } from "../interpreter/values/value";
import { type Cmdlet, type CollectingCmdlet } from "./cmdlet";
import { anyType, anysType, switchType, textType } from "./parameter-types";

const whereObject: CollectingCmdlet = {
  name: "Where-Object",
  aliases: ["where", "?"],
  parameters: [{ name: "FilterScript", type: anyType, position: 0, mandatory: true }],
  open: ({ session, given, emit }) => ({
    process: (item) => {
      if (toBoolean(invokeHere(session, given.get("FilterScript"), item))) emit(item);
    },
    end: () => undefined,
  }),
};

const forEachObject: CollectingCmdlet = {
  name: "ForEach-Object",
  aliases: ["foreach", "%"],
  parameters: [{ name: "Process", type: anyType, position: 0, mandatory: true }],
  open: ({ session, given, emit }) => ({
    process: (item) => itemsOf(invokeHere(session, given.get("Process"), item)).forEach(emit),
    end: () => undefined,
  }),
};

/** The order of two items, where it does not depend on how the product sorts. */
function order(left: Value, right: Value): number {
  if (typeof left !== typeof right) throw new OutsideSubset("sorting items of several types");
  const isText = typeof left === "string" && typeof right === "string";
  const found = isText ? rankOfTexts(left, right) : compare(left, right);
  if (found !== 0 || left === right) return found;
  throw new OutsideSubset("sorting items that differ and are of one rank");
}

const sortObject: CollectingCmdlet = {
  name: "Sort-Object",
  aliases: ["sort"],
  parameters: [{ name: "Unique", type: switchType }],
  open: ({ given, emit }) => {
    const items: Value[] = [];
    return {
      process: (item) => {
        items.push(item);
      },
      end: () => {
        const sorted = items.sort(order);
        const unique = given.flag("Unique");
        sorted.filter((item, place) => !unique || item !== sorted[place - 1]).forEach(emit);
      },
    };
  },
};

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

/** Cmdlets that work on whatever the pipeline carries. */
export const objectCmdlets: readonly (Cmdlet | CollectingCmdlet)[] = [
  whereObject,
  forEachObject,
  sortObject,
  newObject,
];
