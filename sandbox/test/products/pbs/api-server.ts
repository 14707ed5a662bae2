import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import type * as https from "node:https";
import { type AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";

import { createApiServer } from "../../../products/pbs/api/server";
import { askApi, type Reply } from "./api-request";

/** The HTTPS API of the test's server. */
export interface TestApi {
  readonly port: number;
  readonly fingerprint: string;
  /**
   * Sends a request below `/api2/json`.
   *
   * @param credential `user@realm!name:secret`; none sends no credentials
   */
  ask(method: string, where: string, credential?: string, body?: unknown): Promise<Reply>;
}

/** Serves the API of the file's test servers, without the product's delays for refused callers. */
export function useApi(): TestApi {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "pbs-api-"));
  const file = (name: string) => path.join(directory, name);
  let server: https.Server;
  let fingerprint = "";
  beforeAll(async () => {
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-days", "1", "-subj", "/CN=pbs01", "-nodes", "-out", "cert.pem"],
        ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", "key.pem"],
      ],
      { cwd: directory, stdio: "ignore" },
    );
    const certificate = fs.readFileSync(file("cert.pem"), "utf8");
    fingerprint = new X509Certificate(certificate).fingerprint256.toLowerCase();
    const key = fs.readFileSync(file("key.pem"), "utf8");
    server = createApiServer({ certificate, key, delays: {} });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    fs.rmSync(directory, { recursive: true });
  });
  return {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    get fingerprint() {
      return fingerprint;
    },
    ask(method, where, credential, body) {
      return askApi(this.port, { method, path: where, credential, body });
    },
  };
}
