import * as fs from "node:fs";
import * as path from "node:path";
import { checkDeclaration } from "../../config/declaration";
import { type Declaration } from "../../config/schema/estate";
import { readStackText } from "../../config/stack-text";
import { FaultsError } from "../../model/fault";
import { labFile } from "./stack-file";

/**
 * What the lab's file declares, checked before anything of it is started.
 *
 * @param file - another one, for tests
 * @throws FaultsError with every fault, and Error if there is no such file
 */
export function readLab(file = labFile): Declaration {
  const name = path.basename(file);
  const { given, faults: textFaults } = readStackText(fs.readFileSync(file, "utf8"), name);
  // Of a text that is no YAML everything would be missing.
  if (textFaults.length > 0 && Object.keys(given).length === 0) {
    throw new FaultsError(name, textFaults);
  }
  const { declaration, faults } = checkDeclaration(given);
  if (textFaults.length + faults.length > 0 || declaration === undefined) {
    throw new FaultsError(name, [...textFaults, ...faults]);
  }
  return declaration;
}
