import { safeIdFormat } from "../schema/formats";
import { bytesFormat } from "../schema/human-byte";
import { parsePropertyString, type PropertyString } from "../schema/property-string";
import { type Format, oneOf, pattern, text } from "../schema/scalars";
import { type Values } from "../schema/schema";

const backend: PropertyString = {
  properties: {
    type: { schema: text("Backend type.", { format: oneOf("filesystem", "s3") }) },
    client: { schema: text("S3 client id.", { format: safeIdFormat, min: 3, max: 32 }) },
    bucket: {
      schema: text("S3 bucket name.", {
        format: pattern(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/),
        min: 3,
        max: 63,
      }),
    },
    "max-cache-size": {
      schema: text("Maximum cache size.", { format: bytesFormat, min: 1, max: 64 }),
    },
  },
  defaultKey: "type",
};

/** Options of each backend: `filesystem` takes none, `s3` needs a client and a bucket. */
const rules: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly refuses: readonly string[] }>
> = {
  filesystem: { needs: [], refuses: ["client", "bucket", "max-cache-size"] },
  s3: { needs: ["client", "bucket"], refuses: [] },
};

/** Reads `--backend`. @throws Error with the product's text. */
export function parseBackend(value: string): Values & { readonly type: string } {
  const read = parsePropertyString(backend, value);
  const type = String(read["type"] ?? "filesystem");
  for (const option of rules[type]?.refuses ?? []) {
    if (read[option] === undefined) continue;
    throw new Error(`additional option ${option}, not allowed for backend type ${type}`);
  }
  for (const option of rules[type]?.needs ?? []) {
    if (read[option] !== undefined) continue;
    throw new Error(`missing option ${option}, required for backend type ${type}`);
  }
  return { ...read, type };
}

/** The format of {@link parseBackend}. */
export const backendFormat: Format = {
  typeText: "<backend-config>",
  check(value) {
    parseBackend(value);
  },
};
