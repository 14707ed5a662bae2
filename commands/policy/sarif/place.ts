import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../../lib/project-root";
import { declaredLines } from "./declared-lines";

/** The file that whoever reads a result has to change. */
export interface Place {
  /** Relative to the checkout where it is in there. */
  readonly uri: string;
  /** The line that declares a resource; the first where that cannot be told. */
  readonly lineOf: (resource: string) => number;
}

/** A stack's file; nobody has to have it beside a state. */
export function placeOf(file: string): Place {
  const relative = path.relative(projectRoot, path.resolve(file));
  const isInside = !relative.startsWith("..") && !path.isAbsolute(relative);
  const find = fs.existsSync(file) ? declaredLines(fs.readFileSync(file, "utf8")) : () => undefined;
  return {
    uri: isInside
      ? relative.split(path.sep).map(encodeURIComponent).join("/")
      : pathToFileURL(file).href,
    lineOf: (resource) => find(resource) ?? 1,
  };
}
