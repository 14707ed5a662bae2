import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The script of one kind of remote object: the few functions that know the product, then the contract's own part
 * (lock, compare, apply, read back). Scripts are files, so that shellcheck and editors see them.
 *
 * @param files - absolute paths of the product's `.sh` or `.ps1` files, all of one kind
 */
export function remoteScript(...files: readonly [string, ...string[]]): string {
  const contract = path.join(__dirname, "scripts", `contract${path.extname(files[0])}`);
  return [...files, contract].map((file) => fs.readFileSync(file, "utf8")).join("\n");
}
