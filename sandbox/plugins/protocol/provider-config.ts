import { type ObjectSchema, declaredProperty } from "../schema/package-schema";
import { Secret } from "./property-values";
import type { Properties } from "./resource-type";

/** Keys the engine adds to every provider's inputs for itself. */
const enginesOwn: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "__internal"]);

function parseScalar(text: unknown): unknown {
  if (text instanceof Secret) return new Secret(parseScalar(text.value));
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A provider's configuration without the engine's own keys. The protocol carries what is not a string as JSON text;
 * that is parsed here, and text that is no JSON stays for the check to refuse.
 */
export function readConfig(inputs: Properties, schema: ObjectSchema): Properties {
  const textual = new Set(
    Object.entries(schema)
      .filter(([, type]) => type.split("|").includes("string"))
      .map(([marked]) => declaredProperty(marked).name),
  );
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([name]) => !enginesOwn.has(name))
      .map(([name, value]) => [name, textual.has(name) ? value : parseScalar(value)]),
  );
}
