import * as path from "node:path";
import { readDeclaredFile } from "../../config/declared-file";
import { type Declaration } from "../../config/schema/estate";
import { FaultsError } from "../../model/fault";
import { labFile } from "../stack/stack-file";

/**
 * What the lab's file declares, checked before anything of it is started.
 *
 * @param file - another one, for tests
 * @throws FaultsError with every fault, and Error if there is no such file
 */
export function readLab(file = labFile): Declaration {
  const name = path.basename(file);
  const { declaration, faults } = readDeclaredFile(file);
  if (faults.length > 0 || declaration === undefined) throw new FaultsError(name, faults);
  return declaration;
}
