import * as path from "node:path";
import { remoteScript } from "../remote/script";

/** The script of one kind of object of Veeam, made of these files of `scripts/`. */
export function veeamScript(...names: readonly string[]): string {
  const file = (name: string) => path.join(__dirname, "scripts", `${name}.ps1`);
  return remoteScript(file("session"), file("lookup"), ...names.map(file));
}
