import * as fs from "node:fs";
import * as path from "node:path";
import { wildcard } from "../interpreter/evaluator/texts";

/** A file or a folder of the simulated host. */
export interface Entry {
  /** As Windows writes it: `C:\Folder\File.txt`. */
  readonly windowsPath: string;
  /** Where it is on this machine. */
  readonly realPath: string;
  readonly isDirectory: boolean;
  /** Whether it leads elsewhere; the rest is then what it leads to. */
  readonly isLink: boolean;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly lastWriteTime: number;
}

/** How a text can be written, by the names of the Encoding Standard. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The drives of the simulated host, one directory a drive. Names have any case, as on NTFS. */
export class FileSystem {
  constructor(private readonly root: string) {}

  /** The real path for a Windows path, with the case of what exists; undefined if it is relative. */
  resolve(windowsPath: string): string | undefined {
    const [drive = "", ...names] = windowsPath.split(/[\\/]+/).filter((name) => name !== "");
    if (!/^[a-z]:$/i.test(drive)) return undefined;
    return withoutDots(names).reduce(
      (directory, name) => path.join(directory, existingName(directory, name)),
      path.join(this.root, drive[0]?.toUpperCase() ?? ""),
    );
  }

  /** What is at a path; undefined if there is nothing. */
  find(windowsPath: string): Entry | undefined {
    const realPath = this.resolve(windowsPath);
    return realPath !== undefined && fs.existsSync(realPath) ? this.describe(realPath) : undefined;
  }

  /** What matches a path whose last part may hold wildcards, in the order of the names. */
  glob(windowsPath: string): readonly Entry[] {
    if (!/[*?[]/.test(windowsPath)) {
      const entry = this.find(windowsPath);
      return entry === undefined ? [] : [entry];
    }
    const last = Math.max(windowsPath.lastIndexOf("\\"), windowsPath.lastIndexOf("/"));
    const pattern = wildcard(windowsPath.slice(last + 1));
    const folder = this.find(windowsPath.slice(0, last));
    return folder === undefined
      ? []
      : this.children(folder).filter((entry) => pattern.test(path.basename(entry.realPath)));
  }

  /** What a folder holds, in the order of the names. */
  children(folder: Entry): readonly Entry[] {
    return fs
      .readdirSync(folder.realPath)
      .sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1))
      .map((name) => this.describe(path.join(folder.realPath, name)));
  }

  /** A file's text, as its byte order mark says, else in `encoding`. */
  readText(entry: Entry, encoding: TextEncoding): string {
    const bytes = fs.readFileSync(entry.realPath);
    const marked = marks.find(([mark]) => bytes.subarray(0, mark.length).equals(mark));
    return new TextDecoder(marked?.[1] ?? encoding).decode(bytes);
  }

  private describe(realPath: string): Entry {
    const stat = fs.statSync(realPath);
    const [drive = "", ...names] = path.relative(this.root, realPath).split(path.sep);
    return {
      windowsPath: names.length === 0 ? `${drive}:\\` : [`${drive}:`, ...names].join("\\"),
      realPath,
      isDirectory: stat.isDirectory(),
      isLink: fs.lstatSync(realPath).isSymbolicLink(),
      size: stat.size,
      lastWriteTime: stat.mtimeMs,
    };
  }
}

/** Byte order marks and what they tell. */
const marks: readonly (readonly [Buffer, TextEncoding])[] = [
  [Buffer.from([0xff, 0xfe]), "utf-16le"],
  [Buffer.from([0xfe, 0xff]), "utf-16be"],
  [Buffer.from([0xef, 0xbb, 0xbf]), "utf-8"],
];

/** Takes out `.` and `..`; nothing is above a drive. */
function withoutDots(names: readonly string[]): readonly string[] {
  return names.reduce<readonly string[]>((kept, name) => {
    if (name === ".") return kept;
    return name === ".." ? kept.slice(0, -1) : [...kept, name];
  }, []);
}

function existingName(directory: string, name: string): string {
  if (fs.existsSync(path.join(directory, name)) || !fs.existsSync(directory)) return name;
  const lower = name.toLowerCase();
  return fs.readdirSync(directory).find((each) => each.toLowerCase() === lower) ?? name;
}
