import * as fs from "node:fs";
import * as path from "node:path";
import { type AccessLists } from "../host/access-lists";
import { writeAtomically } from "../host/atomic-file";
import { type FileSystem } from "../host/file-system";
import { OutsideSubset } from "../interpreter/errors";
import { nothing, type Value } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { switchType, textType } from "./parameter-types";

const literal: Parameter = { name: "LiteralPath", type: textType, mandatory: true };
const force: Parameter = { name: "Force", type: switchType };

/** Where a path leads on this machine. */
function placeOf(files: FileSystem, given: string): string {
  const place = files.resolve(given);
  if (place === undefined) throw new OutsideSubset(`the path ${given}`);
  return place;
}

function removeItem(files: FileSystem, lists: AccessLists, { given, writeError }: Call): Value {
  const name = given.text("LiteralPath");
  const entry = files.find(name);
  if (entry === undefined) {
    writeError(`Cannot find path '${name}' because it does not exist.`, {
      type: "System.Management.Automation.ItemNotFoundException",
      id: "PathNotFound",
      target: name,
    });
    return nothing;
  }
  if (entry.isDirectory) throw new OutsideSubset("Remove-Item of a folder");
  fs.rmSync(entry.realPath);
  lists.forget(entry.windowsPath);
  return nothing;
}

function setContent(files: FileSystem, { given }: Call): Value {
  const encoding = given.has("Encoding") ? given.text("Encoding").toLowerCase() : "ascii";
  if (encoding !== "ascii") throw new OutsideSubset(`Set-Content -Encoding ${encoding} here`);
  // What ASCII has not is lost.
  const text = given.text("Value").replace(/[^\0-\x7f]/g, "?");
  const end = given.flag("NoNewline") ? "" : "\r\n";
  writeAtomically(placeOf(files, given.text("LiteralPath")), text + end);
  return nothing;
}

function moveItem(files: FileSystem, lists: AccessLists, { given }: Call): Value {
  const target = placeOf(files, given.text("Destination"));
  if (fs.existsSync(target) && !given.flag("Force"))
    throw new OutsideSubset("Move-Item onto a file");
  fs.renameSync(placeOf(files, given.text("LiteralPath")), target);
  lists.forget(files.find(given.text("Destination"))!.windowsPath);
  return nothing;
}

function newFolder(files: FileSystem, { given }: Call): Value {
  if (given.text("ItemType").toLowerCase() !== "directory" || !given.flag("Force"))
    throw new OutsideSubset("New-Item of anything but a folder that may be there");
  fs.mkdirSync(placeOf(files, given.text("Path")), { recursive: true });
  // Nobody here looks at what it gives.
  return path.basename(given.text("Path"));
}

/** Cmdlets that change files, of each what the stack calls. */
export function changingFileCmdlets(files: FileSystem, lists: AccessLists): readonly Cmdlet[] {
  return [
    {
      name: "Remove-Item",
      parameters: [literal, force],
      run: (call) => removeItem(files, lists, call),
    },
    {
      name: "Set-Content",
      parameters: [
        literal,
        { name: "Value", type: textType, mandatory: true },
        { name: "NoNewline", type: switchType },
        { name: "Encoding", type: textType },
      ],
      run: (call) => setContent(files, call),
    },
    {
      name: "Move-Item",
      parameters: [literal, { name: "Destination", type: textType, mandatory: true }, force],
      run: (call) => moveItem(files, lists, call),
    },
    {
      name: "New-Item",
      parameters: [
        { name: "Path", type: textType, mandatory: true },
        { name: "ItemType", type: textType, mandatory: true },
        force,
      ],
      run: (call) => newFolder(files, call),
    },
  ];
}
