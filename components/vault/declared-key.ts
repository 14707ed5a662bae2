import type * as pulumi from "@pulumi/pulumi";
import { type EngineKey, keyValue } from "../../model/engine-key";

/**
 * A key as the stack's secrets have it.
 *
 * @throws Error if it is not there: missing secrets are faults of the declaration
 */
export function declaredKey(
  secrets: pulumi.Output<object>,
  key: Pick<EngineKey, "path">,
): pulumi.Output<string> {
  return secrets.apply((all) => {
    const value = keyValue(all, key);
    if (typeof value === "string") return value;
    throw new Error(`backup:secrets.${key.path.join(".")} is no text`);
  });
}
