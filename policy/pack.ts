import { policyOf } from "./policy-of";
import { rows } from "./table";

/** The name under which the engine reports the rules. */
export const packName = "astronomy-lab-backup";

const told = new Set<string>();

/** Every rule of the pack, as the SDK wants it. */
export const policies = rows.map((row) => policyOf(row, told));
