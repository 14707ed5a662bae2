import { specialSigKey, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { plain } from "../../drift/deployed-object";

/** Properties of which every secret is open, or is not known because it is encrypted. */
export interface OpenedProperties {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Paths of what is encrypted, as the policy SDK writes one: `connection.privateKey`. */
  readonly sealed: readonly string[];
}

/**
 * Opens what an export has in clear; what it has encrypted stays unknown.
 *
 * @throws Error if a secret in clear is not as Pulumi writes it
 */
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
  return { properties: inClear(open(properties, [])), sealed };
}

/** The parser's own message would quote the secret. */
function inClear(properties: unknown): OpenedProperties["properties"] {
  try {
    return plain(properties) as OpenedProperties["properties"];
  } catch {
    throw new Error(
      "the state has a secret in clear that is no JSON, so Pulumi has not written it",
    );
  }
}

/** A secret has its text beside the marker, encrypted unless it was exported with `--show-secrets`. */
function isSealed(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !(specialSigKey in value)) return false;
  const { ciphertext, plaintext } = value as { ciphertext?: unknown; plaintext?: unknown };
  return typeof ciphertext === "string" && typeof plaintext !== "string";
}
