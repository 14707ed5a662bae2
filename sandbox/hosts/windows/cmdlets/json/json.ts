import { toText } from "../../interpreter/conversion/text";
import { reportStream } from "../../interpreter/report-error";
import { itemsOf, nothing, unwrap, type Value } from "../../interpreter/values/value";
import { type CollectingCmdlet } from "../cmdlet";
import { anyType, intType, switchType } from "../parameter-types";
import { readJson } from "./read-json";
import { writeJson } from "./write-json";

/** How deep `ConvertTo-Json` goes unless `-Depth` says otherwise. */
const defaultDepth = 2;

const input = { name: "InputObject", type: anyType, position: 0 } as const;

/** Items of the pipeline, or the parameter if there were none. */
function gathered(given: Value, piped: readonly Value[]): Value {
  return piped.length === 0 ? given : unwrap(piped);
}

/** JSON in and out. */
export const jsonCmdlets: readonly CollectingCmdlet[] = [
  {
    name: "ConvertTo-Json",
    parameters: [
      input,
      { name: "Compress", type: switchType },
      { name: "Depth", type: intType },
      { name: "AsArray", type: switchType },
      { name: "EnumsAsStrings", type: switchType },
    ],
    open({ session, given, emit }) {
      const piped: Value[] = [];
      const end = () => {
        if (piped.length === 0 && !given.has("InputObject")) return;
        const value = gathered(given.get("InputObject"), piped);
        const style = {
          compress: given.flag("Compress"),
          depth: given.has("Depth") ? given.number("Depth") : defaultDepth,
          enumsAsStrings: given.flag("EnumsAsStrings"),
        };
        const { text, truncated } = writeJson(
          given.flag("AsArray") ? [...itemsOf(value)] : value,
          style,
        );
        if (truncated) {
          const warning =
            "Resulting JSON is truncated as serialization has exceeded the set depth of";
          reportStream(session.host, "warning", `${warning} ${style.depth}.\n`);
        }
        emit(text);
      };
      return {
        process: (item) => {
          piped.push(item);
        },
        end,
      };
    },
  },
  {
    name: "ConvertFrom-Json",
    parameters: [
      { ...input, mandatory: false },
      { name: "AsHashtable", type: switchType },
      { name: "NoEnumerate", type: switchType },
      { name: "Depth", type: intType },
    ],
    open({ session, given, emit }) {
      const lines: string[] = given.has("InputObject") ? [toText(given.get("InputObject"))] : [];
      return {
        process: (item) => {
          lines.push(toText(item));
        },
        end: () => {
          const value = readJson(lines.join("\n"), {
            asHashtable: given.flag("AsHashtable"),
            dates: session.host.edition.name === "Core",
          });
          if (given.flag("NoEnumerate")) emit(value);
          else itemsOf(value === nothing ? null : value).forEach(emit);
        },
      };
    },
  },
];
