import * as path from "node:path";
import { remoteScript } from "../remote/script";

/** The script of one kind of object of Proxmox Backup Server, made of these files of `scripts/`. */
export function pbsScript(...names: readonly string[]): string {
  const file = (name: string) => path.join(__dirname, "scripts", `${name}.sh`);
  return remoteScript(file("advice"), file("product"), ...names.map(file));
}
