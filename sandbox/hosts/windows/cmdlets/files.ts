import * as path from "node:path";
import { type FileSystem, type Entry, type TextEncoding } from "../host/file-system";
import { OutsideSubset } from "../interpreter/errors";
import { wildcard } from "../interpreter/evaluator/texts";
import { DateTime } from "../interpreter/values/date-time";
import { PsObject } from "../interpreter/values/ps-object";
import { nothing, type Value } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { intType, switchType, textType, textsType } from "./parameter-types";

const paths: readonly Parameter[] = [
  {
    name: "Path",
    type: textsType,
    position: 0,
    fromPipeline: true,
    sets: ["path"],
    mandatory: true,
  },
  {
    name: "LiteralPath",
    type: textsType,
    sets: ["literal"],
    mandatory: true,
    aliases: ["PSPath", "LP"],
  },
];

const force: Parameter = { name: "Force", type: switchType };

/** A file as `Get-Item` shows it: `System.IO.FileInfo` or `DirectoryInfo`. Its text is its path. */
function infoOf(entry: Entry): PsObject {
  const name = path.basename(entry.realPath);
  const extension = entry.isDirectory ? "" : path.extname(name);
  const when = (milliseconds: number) => new DateTime(Math.floor(milliseconds));
  const folder = entry.windowsPath.split("\\").slice(0, -1).join("\\");
  const common: (readonly [string, Value])[] = [
    ["Name", name],
    ["FullName", entry.windowsPath],
    ["BaseName", entry.isDirectory ? name : path.basename(name, extension)],
    ["Extension", extension],
    ["PSIsContainer", entry.isDirectory],
    ["Exists", true],
    ["CreationTime", when(entry.creationTime)],
    ["LastWriteTime", when(entry.lastWriteTime)],
    ["LastWriteTimeUtc", new DateTime(Math.floor(entry.lastWriteTime), "Utc")],
  ];
  return entry.isDirectory
    ? new PsObject("System.IO.DirectoryInfo", common, entry.windowsPath)
    : new PsObject(
        "System.IO.FileInfo",
        [...common, ["Length", entry.size], ["DirectoryName", folder]],
        entry.windowsPath,
      );
}

/** The entries that the paths name; each path without any is an error. */
function found(files: FileSystem, { given, writeError }: Call): readonly Entry[] {
  const literal = given.list("LiteralPath").map((each) => [String(each), false] as const);
  const wild = given.list("Path").map((each) => [String(each), true] as const);
  return [...literal, ...wild].flatMap(([wanted, globs]) => {
    const entries = globs
      ? files.glob(wanted)
      : [files.find(wanted)].filter((each) => each !== undefined);
    if (entries.length === 0 && !(globs && /[*?]/.test(wanted))) {
      writeError(`Cannot find path '${wanted}' because it does not exist.`, {
        type: "System.Management.Automation.ItemNotFoundException",
        id: "PathNotFound",
        target: wanted,
      });
    }
    return entries;
  });
}

const kinds: Readonly<Record<string, (entry: Entry) => boolean>> = {
  any: () => true,
  container: (entry) => entry.isDirectory,
  leaf: (entry) => !entry.isDirectory,
};

function testPath(files: FileSystem, { given }: Call): Value {
  const isKind = kinds[String(given.get("PathType", "Any")).toLowerCase()] ?? (() => true);
  const results = [...given.list("Path"), ...given.list("LiteralPath")].map((each) =>
    files.glob(String(each)).some(isKind),
  );
  return results.length === 1 ? (results[0] ?? false) : results;
}

function childItems(files: FileSystem, call: Call): Value {
  const { given } = call;
  const pattern = wildcard(given.has("Filter") ? given.text("Filter") : "*");
  const descend = (folder: Entry): readonly Entry[] =>
    files
      .children(folder)
      .flatMap((entry) =>
        entry.isDirectory && given.flag("Recurse") ? [entry, ...descend(entry)] : [entry],
      );
  const entries = found(files, call)
    .flatMap((entry) => (entry.isDirectory ? descend(entry) : [entry]))
    .filter((entry) => pattern.test(path.basename(entry.realPath)))
    .filter((entry) => !given.flag("File") || !entry.isDirectory)
    .filter((entry) => !given.flag("Directory") || entry.isDirectory);
  return entries.map((entry) =>
    given.flag("Name") ? path.basename(entry.realPath) : infoOf(entry),
  );
}

/** What `-Encoding` may be; the code page of the host is 1252, and what 5.1 takes unless told otherwise. */
const encodings: Readonly<Record<string, TextEncoding>> = {
  utf8: "utf-8",
  unicode: "utf-16le",
  "1252": "windows-1252",
};

function encodingOf({ session, given }: Call): TextEncoding {
  const isWindowsPowerShell = session.host.edition.name === "Desktop";
  const usual = isWindowsPowerShell ? "windows-1252" : "utf-8";
  if (!given.has("Encoding")) return usual;
  const name = given.text("Encoding").toLowerCase();
  const found = name === "default" ? usual : encodings[name];
  if (found === undefined) throw new OutsideSubset(`Get-Content -Encoding ${name}`);
  return found;
}

function content(files: FileSystem, call: Call): Value {
  const { given, emit } = call;
  for (const entry of found(files, call)) {
    const text = files.readText(entry, encodingOf(call));
    if (given.flag("Raw")) emit(text);
    else linesOf(text, call).forEach(emit);
  }
  return nothing;
}

function linesOf(text: string, { given }: Call): readonly string[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const all = text === "" ? [] : lines;
  if (given.has("TotalCount")) return all.slice(0, given.number("TotalCount"));
  return given.has("Tail") ? all.slice(-given.number("Tail")) : all;
}

/** Cmdlets that look at files; the subset has none that change them. */
export function fileCmdlets(files: FileSystem): readonly Cmdlet[] {
  return [
    {
      name: "Test-Path",
      parameters: [...paths, { name: "PathType", type: textType }],
      run: (call) => testPath(files, call),
    },
    {
      name: "Get-Item",
      aliases: ["gi"],
      parameters: [...paths, force],
      run: (call) => found(files, call).map(infoOf),
    },
    {
      name: "Get-ChildItem",
      aliases: ["gci", "dir"],
      parameters: [
        ...paths,
        force,
        { name: "Filter", type: textType },
        { name: "File", type: switchType },
        { name: "Directory", type: switchType },
        { name: "Recurse", type: switchType },
        { name: "Name", type: switchType },
      ],
      run: (call) => childItems(files, call),
    },
    {
      name: "Get-Content",
      aliases: ["gc", "cat", "type"],
      parameters: [
        ...paths,
        force,
        { name: "Raw", type: switchType },
        { name: "Encoding", type: textType },
        { name: "TotalCount", type: intType, aliases: ["First", "Head"] },
        { name: "Tail", type: intType, aliases: ["Last"] },
      ],
      run: (call) => content(files, call),
    },
    {
      name: "Join-Path",
      parameters: [
        { name: "Path", type: textType, position: 0, mandatory: true },
        { name: "ChildPath", type: textType, position: 1, mandatory: true },
      ],
      run: ({ given }) =>
        `${given.text("Path").replace(/[\\/]+$/, "")}\\${given.text("ChildPath").replace(/^[\\/]+/, "")}`,
    },
  ];
}
