import { specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { plain } from "../../drift/deployed-object";

/** What is not known, as the SDK and the engine tell a policy pack (Pulumi SDK, `runtime/rpc`, `unknownValue`). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties of which every secret is open, or is not known because it is encrypted. */
export interface OpenedProperties {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Paths of what is encrypted, as the policy SDK writes one: `connection.privateKey`. */
  readonly sealed: readonly string[];
}

/** Opens what an export has in clear; what it has encrypted stays unknown. */
export function openedProperties(
  properties: Readonly<Record<string, unknown>> = {},
): OpenedProperties {
  const sealed: string[] = [];
  const open = (value: unknown, at: readonly (string | number)[]): unknown => {
    if (isSealed(value)) {
      sealed.push(at.join("."));
      return unknownValue;
    }
    if (Array.isArray(value)) return value.map((part, index) => open(part, [...at, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, open(part, [...at, key])]),
    );
  };
  const known = open(properties, []);
  return { properties: plain(known) as OpenedProperties["properties"], sealed };
}

/** A secret has its text beside the marker, encrypted unless it was exported with `--show-secrets`. */
function isSealed(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !(specialSigKey in value)) return false;
  const { ciphertext, plaintext } = value as { ciphertext?: unknown; plaintext?: unknown };
  return typeof ciphertext === "string" && typeof plaintext !== "string";
}
