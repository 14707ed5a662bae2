import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import * as https from "node:https";
import { type AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";

/** An object store in a table: what a backup server needs of one, with HTTPS, path-style addresses and one bucket. */
export class TestObjectStore {
  /** Every object, by `/BUCKET/KEY`. */
  readonly objects = new Map<string, string>();

  private constructor(
    private readonly server: https.Server,
    /** SHA-256 of its certificate. */
    readonly fingerprint: string,
  ) {}

  /** @param bucket - the one bucket there is */
  static async start(bucket: string): Promise<TestObjectStore> {
    const { key, cert } = selfSigned();
    const server = https.createServer({ key, cert });
    const store = new TestObjectStore(server, new X509Certificate(cert).fingerprint256);
    server.on("request", (request, response) => store.answer(bucket, request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return store;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(bucket: string, request: IncomingMessage, response: ServerResponse): void {
    const key = new URL(request.url ?? "/", "https://s3").pathname;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const found = this.objects.get(key);
      const missing =
        key.split("/")[1] !== bucket || (request.method === "GET" && found === undefined);
      if (missing) {
        return response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
      }
      if (request.method === "PUT") this.objects.set(key, Buffer.concat(chunks).toString());
      if (request.method === "DELETE") this.objects.delete(key);
      return response.writeHead(200).end(request.method === "GET" ? found : "");
    });
  }
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "s3-"));
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-days", "1", "-subj", "/CN=s3", "-nodes", "-out", "c.pem"],
      ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", "k.pem"],
    ],
    { cwd: directory, stdio: "ignore" },
  );
  const read = (name: string) => fs.readFileSync(path.join(directory, name));
  const pair = { key: read("k.pem"), cert: read("c.pem") };
  fs.rmSync(directory, { recursive: true });
  return pair;
}
