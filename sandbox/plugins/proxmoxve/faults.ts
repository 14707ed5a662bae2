import type { ResourceType } from "../protocol/resource-type";
import type { PveConnection } from "./connection";

/** Set to {@link endsAfterCreate} by a test. */
export const faultVariable = "SANDBOX_PROXMOXVE_FAULT";

/** The plugin ends as the official one up to 8.3.0 does: once an object is made, and before anybody is told. */
export const endsAfterCreate = "ends-after-create";

const panic = "panic: interface conversion: interface {} is nil, not int\n";

/** What a Go program ends with when it panics. */
const panicCode = 2;

/** The type as it is, and with the fault where a test has switched that on. */
export function withFaults(type: ResourceType<PveConnection>): ResourceType<PveConnection> {
  return {
    ...type,
    async create(...call) {
      const made = await type.create(...call);
      if (process.env[faultVariable] !== endsAfterCreate) return made;
      process.stderr.write(panic);
      return process.exit(panicCode);
    },
  };
}
