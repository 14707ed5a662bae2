import * as fs from "node:fs";
import { labFile } from "../../../../commands/stack/stack-file";

/** The lab's own file. */
export const labText = fs.readFileSync(labFile, "utf8");
