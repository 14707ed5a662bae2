import type { CheckFailure, Properties } from "../protocol/resource-type";
import { faultIf } from "./faults";

/** What the stand-in takes from the provider's configuration. */
export interface ProviderConfig {
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Of a temporary key. Default: none. */
  readonly token?: string;
  /** Exactly one element. */
  readonly endpoints: readonly [Readonly<Record<(typeof served)[number], string>>];
  /** Default: false. */
  readonly s3UsePathStyle?: boolean;
  /** Tags for everything that can carry tags. Default: none. */
  readonly defaultTags?: { readonly tags?: Readonly<Record<string, string>> };
}

const required = ["region", "accessKey", "secretKey", "endpoints"] as const;

/**
 * The settings of the official provider that mean something here. The `skip…` ones switch off calls that the
 * stand-in never makes, so they are allowed and without effect.
 */
const allowed: ReadonlySet<string> = new Set([
  ...required,
  "token",
  "s3UsePathStyle",
  "defaultTags",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
]);

const served = [
  ...(["s3", "kms", "secretsmanager", "iam"] as const),
  ...(["cloudtrail", "sns", "budgets"] as const),
];
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

const isLoopbackAddress = (value: unknown): boolean =>
  typeof value === "string" && URL.canParse(value) && loopback.has(new URL(value).hostname);

/** Loopback only: a stand-in that reached the real AWS would be the worst fault a sandbox can have. */
function checkEndpoints(endpoints: readonly Properties[]): CheckFailure[] {
  const [only = {}] = endpoints;
  return [
    ...faultIf(
      endpoints.length !== 1,
      "endpoints",
      `got ${endpoints.length} objects; allowed: exactly one`,
    ),
    ...served
      .filter((name) => !(name in only))
      .map((name) => ({
        property: `endpoints[0].${name}`,
        reason: "missing; give the sandbox's address",
      })),
    ...Object.entries(only).flatMap(([name, address]) => [
      ...faultIf(
        ![...served.map(String), "sts"].includes(name),
        `endpoints[0].${name}`,
        "the sandbox does not serve it; leave it out",
      ),
      ...faultIf(
        !isLoopbackAddress(address),
        `endpoints[0].${name}`,
        `got ${JSON.stringify(address)}; allowed: an address on this machine, such as http://127.0.0.1:9000`,
      ),
    ]),
  ];
}

/** Every fault of the provider's configuration beyond its types; no fault quotes a credential. */
export function checkProviderConfig(config: Properties): CheckFailure[] {
  const endpoints = config["endpoints"];
  return [
    ...required
      .filter((name) => !(name in config))
      .map((name) => ({ property: name, reason: "missing; the sandbox needs it" })),
    ...Object.keys(config)
      .filter((name) => !allowed.has(name))
      .map((name) => ({
        property: name,
        reason: `the sandbox's AWS does not act this out; leave ${name} out`,
      })),
    ...(Array.isArray(endpoints) ? checkEndpoints(endpoints as Properties[]) : []),
  ];
}
