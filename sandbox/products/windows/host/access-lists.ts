import * as path from "node:path";
import { readJsonFile, writeAtomically } from "./atomic-file";

/** The access lists' file within the host's state. */
const listsFile = "access-lists.json";

/** What Windows gives a new folder of `C:\ProgramData`: users read, and may make files and folders of their own. */
const programData =
  "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)";

/** What everybody may run, and administrators alone may change. */
const programFiles = "O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

/** One entry, in its fields. Source: Microsoft, "ACE Strings". */
type Entry = readonly [kind: string, flags: string, ...rest: string[]];

/** Access lists of a host's files, in SDDL. What nobody has set comes from the folders above. */
export class AccessLists {
  private readonly file: string;

  constructor(stateDirectory: string) {
    this.file = path.join(stateDirectory, listsFile);
  }

  /** @param windowsPath - of what is there */
  get(windowsPath: string, isDirectory: boolean): string {
    const own = this.read()[windowsPath.toLowerCase()];
    if (own !== undefined) return own;
    const end = windowsPath.lastIndexOf("\\");
    const above = end <= 2 ? topmost(windowsPath) : this.get(windowsPath.slice(0, end), true);
    const passed = entriesOf(above).flatMap((entry) => passedOn(entry, isDirectory));
    return `O:BAG:SYD:AI${passed.map((entry) => `(${entry.join(";")})`).join("")}`;
  }

  set(windowsPath: string, sddl: string): void {
    const lists = { ...this.read(), [windowsPath.toLowerCase()]: sddl };
    writeAtomically(this.file, `${JSON.stringify(lists, undefined, 2)}\n`);
  }

  /** A file that was removed, or moved over, takes its list with it. */
  forget(windowsPath: string): void {
    const { [windowsPath.toLowerCase()]: _gone, ...lists } = this.read();
    writeAtomically(this.file, `${JSON.stringify(lists, undefined, 2)}\n`);
  }

  private read(): Readonly<Record<string, string>> {
    return readJsonFile<Readonly<Record<string, string>>>(this.file, {});
  }
}

const topmost = (folder: string) =>
  /^c:\\program files/i.test(folder) ? programFiles : programData;

function entriesOf(sddl: string): Entry[] {
  return [...sddl.matchAll(/\(([^)]*)\)/g)].map(([, fields = ""]) => {
    const [kind = "", flags = "", ...rest] = fields.split(";");
    return [kind, flags, ...rest];
  });
}

/** Files get what is for objects (OI), folders what is for containers (CI) and pass it on. */
function passedOn([kind, flags, ...rest]: Entry, isDirectory: boolean): Entry[] {
  if (!flags.includes(isDirectory ? "CI" : "OI")) return [];
  return [[kind, isDirectory ? `${flags.replace(/ID|IO/g, "")}ID` : "ID", ...rest]];
}
