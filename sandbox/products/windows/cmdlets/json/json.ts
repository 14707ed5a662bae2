import { toText } from "../../interpreter/conversion/text";
import { OutsideSubset } from "../../interpreter/errors";
import { reportStream } from "../../interpreter/report-error";
import { itemsOf, unwrap, type Value } from "../../interpreter/values/value";
import { type Call, type CollectingCmdlet } from "../cmdlet";
import { type Parameter } from "../parameter";
import { anyType, intType, switchType, textType } from "../parameter-types";
import { readJson } from "./read-json";
import { writeJson } from "./write-json";

/** How deep `ConvertTo-Json` goes unless `-Depth` says otherwise. */
const defaultDepth = 2;

const input: Parameter = {
  name: "InputObject",
  type: anyType,
  position: 0,
  fromPipeline: true,
  mandatory: true,
};

/** Takes the whole pipeline, then works on it once; without a pipeline, on the parameter. */
function once(work: (input: Value | undefined, call: Call) => void): CollectingCmdlet["open"] {
  return (call) => {
    const piped: Value[] = [];
    const given = () => (call.given.has("InputObject") ? call.given.get("InputObject") : undefined);
    return {
      process: (item) => {
        piped.push(item);
      },
      end: () => work(piped.length === 0 ? given() : unwrap(piped), call),
    };
  };
}

function write(input: Value | undefined, { session, given, emit }: Call): void {
  if (input === undefined) return;
  const depth = given.has("Depth") ? given.number("Depth") : defaultDepth;
  if (depth < 0 || depth > 100) throw new OutsideSubset(`ConvertTo-Json -Depth ${depth}`);
  const { text, truncated } = writeJson(input, {
    compress: given.flag("Compress"),
    depth,
    edition: session.host.edition.name,
  });
  if (truncated) {
    const warning = "Resulting JSON is truncated as serialization has exceeded the set depth of";
    reportStream(session.host, "warning", `${warning} ${depth}.\n`);
  }
  emit(text);
}

/** `-DateKind` came with PowerShell 7.5. */
function readsDates({ session, given }: Call): boolean {
  if (!given.has("DateKind")) return true;
  const kind = given.text("DateKind");
  if (session.host.edition.name === "Core" && kind.toLowerCase() === "string") return false;
  throw new OutsideSubset(`ConvertFrom-Json -DateKind ${kind} here`);
}

function read(input: Value | undefined, call: Call): void {
  if (Array.isArray(input)) throw new OutsideSubset("ConvertFrom-Json of several texts");
  const text = toText(input ?? null);
  if (text.trim() === "") return;
  const edition = call.session.host.edition.name;
  const value = readJson(text, { edition, dates: readsDates(call) });
  itemsOf(value).forEach(call.emit);
}

/** JSON in and out. */
export const jsonCmdlets: readonly CollectingCmdlet[] = [
  {
    name: "ConvertTo-Json",
    parameters: [
      { ...input, takes: "anything" },
      { name: "Compress", type: switchType },
      { name: "Depth", type: intType },
    ],
    open: once(write),
  },
  {
    name: "ConvertFrom-Json",
    parameters: [
      { ...input, takes: "empty" },
      { name: "DateKind", type: textType },
    ],
    open: once(read),
  },
];
