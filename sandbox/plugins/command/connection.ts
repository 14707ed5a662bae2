import type { Properties } from "../protocol/resource-type";

/** How to reach one SSH server, with the official plugin's defaults filled in. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** Tried before the password. */
  readonly privateKey?: string;
  readonly privateKeyPassword?: string;
  /** An agent, called before the host is dialled. It is asked for keys only where no private key is given. */
  readonly agentSocketPath?: string;
  /** Failed dials to allow before giving up; -1 for no limit. */
  readonly dialErrorLimit: number;
  /** Seconds; 0 for no limit. */
  readonly perDialTimeout: number;
  /** In the form of `authorized_keys`; without it any host is trusted. */
  readonly hostKey?: string;
}

/** The `connection` of a remote command. */
export interface Connection extends Endpoint {
  /** A host to go through. */
  readonly proxy?: Endpoint;
}

/** Source: the defaults in the declarations of `@pulumi/command` 1.2.1. */
const defaults = { port: 22, user: "root", dialErrorLimit: 10, perDialTimeout: 15 };

/** Reads a checked `connection` input. The agent is that of the environment unless one is named. */
export function readConnection(given: Properties): Connection {
  const agent = process.env["SSH_AUTH_SOCK"];
  const withDefaults = (endpoint: Properties) => ({
    ...defaults,
    ...(agent ? { agentSocketPath: agent } : {}),
    ...endpoint,
  });
  const { proxy, ...endpoint } = given;
  return {
    ...withDefaults(endpoint),
    ...(proxy ? { proxy: withDefaults(proxy as Properties) } : {}),
  } as Connection;
}
