import * as path from "node:path";
import { type FileSystem, type Entry, type TextEncoding } from "../host/file-system";
import { OutsideSubset } from "../interpreter/errors";
import { wildcard } from "../interpreter/evaluator/texts";
import { type Edition } from "../interpreter/host";
import { DateTime } from "../interpreter/values/date-time";
import { Long } from "../interpreter/values/long";
import { PsObject } from "../interpreter/values/ps-object";
import { nothing, type Value } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { switchType, textType, textsType } from "./parameter-types";

const paths: readonly Parameter[] = [
  {
    name: "Path",
    type: textsType,
    position: 0,
    fromPipeline: true,
    sets: ["path"],
    mandatory: true,
  },
  { name: "LiteralPath", type: textsType, sets: ["literal"], mandatory: true },
];

/** Nothing is hidden here, so that it makes no difference. */
const force: Parameter = { name: "Force", type: switchType };

/** A file as `Get-Item` shows it: `System.IO.FileInfo` or `DirectoryInfo`. Its text is its path. */
function infoOf(entry: Entry): PsObject {
  const name = path.basename(entry.realPath);
  const extension = entry.isDirectory ? "" : path.extname(name);
  const at = Math.floor(entry.lastWriteTime);
  const common: (readonly [string, Value])[] = [
    ["Name", name],
    ["FullName", entry.windowsPath],
    ["BaseName", entry.isDirectory ? name : path.basename(name, extension)],
    ["Extension", extension],
    ["PSIsContainer", entry.isDirectory],
    ["LinkType", entry.isLink ? "SymbolicLink" : null],
    ["LastWriteTime", new DateTime(at)],
    ["LastWriteTimeUtc", new DateTime(at, "Utc")],
  ];
  return entry.isDirectory
    ? new PsObject("System.IO.DirectoryInfo", common, entry.windowsPath)
    : new PsObject(
        "System.IO.FileInfo",
        [...common, ["Length", new Long(BigInt(entry.size))]],
        entry.windowsPath,
      );
}

/** A path that was given, and what it names. */
interface Wanted {
  readonly path: string;
  readonly entries: readonly Entry[];
}

function wanted(files: FileSystem, { given }: Call): readonly Wanted[] {
  const literal = given.list("LiteralPath").map(String);
  const wild = given.list("Path").map(String);
  return [
    ...literal.map((each) => ({
      path: each,
      entries: [files.find(each)].filter((entry) => entry !== undefined),
    })),
    ...wild.map((each) => ({ path: each, entries: files.glob(each) })),
  ];
}

/** The entries that the paths name; each path without any is an error. */
function found(files: FileSystem, call: Call): readonly Entry[] {
  return wanted(files, call).flatMap(({ path: name, entries }) => {
    if (entries.length === 0 && (call.given.has("LiteralPath") || !/[*?]/.test(name))) {
      call.writeError(`Cannot find path '${name}' because it does not exist.`, {
        type: "System.Management.Automation.ItemNotFoundException",
        id: "PathNotFound",
        target: name,
      });
    }
    return entries;
  });
}

function testPath(files: FileSystem, call: Call): Value {
  return wanted(files, call).map(({ entries }) => entries.length > 0);
}

/** A filter is the file system's own: brackets mean nothing in it. */
function childItems(files: FileSystem, call: Call): Value {
  const { given } = call;
  const filter = given.has("Filter") ? given.text("Filter") : "*";
  const pattern = wildcard(filter.replaceAll(/[`[\]]/g, "`$&"));
  return found(files, call)
    .flatMap((entry) => (entry.isDirectory ? files.children(entry) : [entry]))
    .filter((entry) => pattern.test(path.basename(entry.realPath)))
    .map(infoOf);
}

/** What text files are in unless a byte order mark or `-Encoding` says otherwise. */
const encodings: Readonly<Record<Edition["name"], Readonly<Record<string, TextEncoding>>>> = {
  Core: { "": "utf-8", utf8: "utf-8", 1252: "windows-1252", unicode: "utf-16le" },
  Desktop: {
    "": "windows-1252",
    default: "windows-1252",
    utf8: "utf-8",
    unicode: "utf-16le",
  },
};

function content(files: FileSystem, call: Call): Value {
  const { given, emit, session } = call;
  const name = given.has("Encoding") ? given.text("Encoding") : "";
  const encoding = encodings[session.host.edition.name][name.toLowerCase()];
  if (encoding === undefined) throw new OutsideSubset(`Get-Content -Encoding ${name} here`);
  for (const entry of found(files, call)) {
    const text = files.readText(entry, encoding);
    if (given.flag("Raw")) emit(text);
    else linesOf(text).forEach(emit);
  }
  return nothing;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Cmdlets that look at files; the subset has none that change them. */
export function fileCmdlets(files: FileSystem): readonly Cmdlet[] {
  return [
    { name: "Test-Path", parameters: paths, run: (call) => testPath(files, call) },
    {
      name: "Get-Item",
      aliases: ["gi"],
      parameters: [...paths, force],
      run: (call) => found(files, call).map(infoOf),
    },
    {
      name: "Get-ChildItem",
      aliases: ["gci", "dir"],
      parameters: [...paths, { name: "Filter", type: textType, position: 1 }, force],
      run: (call) => childItems(files, call),
    },
    {
      name: "Get-Content",
      aliases: ["gc", "cat", "type"],
      parameters: [
        ...paths,
        { name: "Raw", type: switchType },
        { name: "Encoding", type: textType },
      ],
      run: (call) => content(files, call),
    },
  ];
}
