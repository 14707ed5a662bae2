import type { SecureVersion } from "node:tls";
import type { CheckFailure, Properties } from "../protocol/resource-type";

/** How to reach the API, checked. */
export interface ProviderConfig {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** `USER@REALM!TOKENID=UUID`; a secret. */
  readonly apiToken: string;
  /** Whether the server's certificate is left unchecked. */
  readonly insecure: boolean;
  readonly minTls: SecureVersion;
}

/** Where the official provider looks for a setting the program does not give (bpg provider documentation). */
const environmentNames = {
  endpoint: "PROXMOX_VE_ENDPOINT",
  apiToken: "PROXMOX_VE_API_TOKEN",
  insecure: "PROXMOX_VE_INSECURE",
  minTls: "PROXMOX_VE_MIN_TLS",
} as const;

type Setting = keyof typeof environmentNames;

const settings = Object.keys(environmentNames) as readonly Setting[];

const tlsVersions: ReadonlyMap<string, SecureVersion> = new Map([
  ["1.0", "TLSv1"],
  ["1.1", "TLSv1.1"],
  ["1.2", "TLSv1.2"],
  ["1.3", "TLSv1.3"],
]);

/** What must hold for each setting; nothing wrong is `undefined`. No text quotes a token. */
const faults: Readonly<Record<Setting, (value: string) => string | undefined>> = {
  endpoint: (value) =>
    /^https:\/\/[^/]+/.test(value)
      ? undefined
      : `endpoint is ${value === "" ? "missing" : `"${value}"`}; set it to https://host:port/`,
  apiToken: (value) =>
    /^\S+@\S+!\S+=[A-Za-z0-9-]+$/.test(value)
      ? undefined
      : `apiToken is ${value === "" ? "missing" : "malformed"}; set it to USER@REALM!TOKENID=UUID ` +
        "(this stand-in takes API tokens only, neither username and password nor tickets)",
  insecure: (value) =>
    ["true", "false"].includes(value)
      ? undefined
      : `insecure is "${value}"; set it to true or false, or leave it out`,
  minTls: (value) =>
    tlsVersions.has(value)
      ? undefined
      : `minTls is "${value}"; allowed: ${[...tlsVersions.keys()].join(", ")}`,
};

/** Used where neither the program nor the environment says otherwise. */
const defaults: Readonly<Record<Setting, string>> = {
  endpoint: "",
  apiToken: "",
  insecure: "false",
  minTls: "1.3",
};

/** Every fault of the configuration; a value that is not known yet has none. */
export function checkProviderConfig(
  configuration: Properties,
  environment: NodeJS.ProcessEnv = process.env,
): CheckFailure[] {
  return settings
    .filter((setting) => !(setting in configuration && configuration[setting] === undefined))
    .flatMap((property) => {
      const reason = faults[property](valueOf(property, configuration, environment));
      return reason === undefined ? [] : [{ property, reason }];
    });
}

/**
 * Reads the provider's configuration, then the environment, then the official defaults.
 *
 * @throws Error that lists every fault
 */
export function readProviderConfig(
  configuration: Properties,
  environment: NodeJS.ProcessEnv = process.env,
): ProviderConfig {
  const found = settings.flatMap(
    (setting) => faults[setting](valueOf(setting, configuration, environment)) ?? [],
  );
  if (found.length > 0) throw new Error(`proxmoxve provider: ${found.join("; ")}`);
  const value = (setting: Setting) => valueOf(setting, configuration, environment);
  return {
    endpoint: value("endpoint").replace(/\/+$/, ""),
    apiToken: value("apiToken"),
    insecure: value("insecure") === "true",
    minTls: tlsVersions.get(value("minTls")) ?? "TLSv1.3",
  };
}

function valueOf(
  setting: Setting,
  configuration: Properties,
  environment: NodeJS.ProcessEnv,
): string {
  return (
    asText(configuration[setting]) ?? environment[environmentNames[setting]] ?? defaults[setting]
  );
}

/** Empty text counts as not given. */
function asText(value: unknown): string | undefined {
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
