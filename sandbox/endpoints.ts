import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type SandboxLayout } from "./layout";

/** How to reach one simulated host by SSH. */
export interface HostEndpoint {
  readonly address: string;
  readonly port: number;
  /** The host's public key, `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}

/** How to reach one MinIO site. TLS, with the sandbox's own certificate authority. */
export interface MinioEndpoint {
  /** `localhost:PORT`. */
  readonly endpoint: string;
  /** The site's root user. */
  readonly user: string;
  readonly password: string;
  readonly region: string;
}

/** Where everything of a running sandbox listens, and how to log in there. All of it is on loopback. */
export interface SandboxEndpoints {
  /** The sandbox's own certificate authority. */
  readonly caFile: string;
  /** The machine's authorities and the sandbox's: for `SSL_CERT_FILE`. */
  readonly caBundleFile: string;
  readonly ssh: { readonly user: "root"; readonly privateKeyFile: string };
  readonly hosts: Readonly<Record<string, HostEndpoint>>;
  readonly minio: Readonly<Record<string, MinioEndpoint>>;
  readonly aws: {
    /** `http://127.0.0.1:PORT`, for every service. */
    readonly endpoint: string;
    readonly region: string;
    readonly accessKey: string;
    readonly secretKey: string;
  };
  readonly influxdb: {
    /** `http://127.0.0.1:PORT`. */
    readonly endpoint: string;
  };
  /** The PostgreSQL of proj-pg01, which listens on a socket there alone. */
  readonly postgresql: {
    /** Its major version. */
    readonly version: number;
    /** Where its programs are, on the host as on the machine. */
    readonly programDirectory: string;
  };
  readonly pve: {
    /** `https://localhost:PORT/`. */
    readonly endpoint: string;
    /** `root@pam!pulumi=<uuid>`. */
    readonly apiToken: string;
    /** SHA-256 of the certificate, 32 pairs with colons. */
    readonly fingerprint: string;
  };
  readonly pbs: {
    /** `https://localhost:PORT`, the API of pbs01. */
    readonly endpoint: string;
    /** SHA-256 of the certificate, 32 pairs with colons. */
    readonly fingerprint: string;
  };
}

/** Where a started sandbox says how to reach it. Holds credentials: mode 0600. */
export function endpointsFile(layout: SandboxLayout): string {
  return path.join(layout.run, "endpoints.json");
}

/**
 * The endpoints of the sandbox that was started last.
 *
 * @throws if none was ever started in this layout.
 */
export function readEndpoints(layout: SandboxLayout): SandboxEndpoints {
  const file = endpointsFile(layout);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SandboxEndpoints;
  } catch (error) {
    throw new Error(
      `no sandbox has been started here: ${file} cannot be read (${(error as Error).message}). Run \`npm start\`.`,
    );
  }
}
