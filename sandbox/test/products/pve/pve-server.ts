import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createPveServer } from "../../../products/pve/server";
import { type NewGuest, writeGuest } from "../../../products/pve/state/guests";

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly data: unknown;
  readonly errors?: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly text: string;
}

/** Parameters of a call; an array is sent as a repeated one. */
export type CallParameters = Readonly<Record<string, string | readonly string[]>>;

/** The API token every call uses unless it says otherwise; it may what root may. */
export const token = { id: "root@pam!pulumi", secret: "5c5b0a1e-0000-4000-8000-00000000abcd" };

/** A stand-in PVE API in this process, on a free port of 127.0.0.1, with a throw-away certificate and state. */
export interface RunningPve {
  readonly state: string;
  readonly port: number;
  /** PEM file of the certificate, which is its own authority. */
  readonly certificateFile: string;
  /** What the server logged, one line a request. */
  readonly log: readonly string[];
  /** Calls the API; parameters go into the query of GET and DELETE, else into a form. */
  call(method: string, path: string, parameters?: CallParameters): Promise<Answer>;
  /** Calls the API as another token. */
  callAs(
    tokenId: string,
    method: string,
    path: string,
    parameters?: CallParameters,
  ): Promise<Answer>;
  /** Calls the API with these headers and this body. */
  send(method: string, path: string, headers: object, body?: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts one; stop it in `afterAll`. */
export async function startPve(): Promise<RunningPve> {
  const directory = mkdtempSync(path.join(tmpdir(), "pve-"));
  const certificateFile = path.join(directory, "cert.pem");
  const keyFile = path.join(directory, "key.pem");
  makeCertificate(certificateFile, keyFile);
  const log: string[] = [];
  writeUsers(directory, ["token:root@pam!pulumi:0:0::"]);
  const server = createPveServer({
    state: directory,
    certificate: readFileSync(certificateFile, "utf8"),
    key: readFileSync(keyFile, "utf8"),
    log: (line) => log.push(line),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ca = readFileSync(certificateFile);
  const send: RunningPve["send"] = (method, url, headers, body) =>
    request({ port, ca, method, path: `/api2/json${url}`, headers: { ...headers } }, body);
  const callAs: RunningPve["callAs"] = (tokenId, method, url, parameters = {}) => {
    const form = encode(parameters);
    const inQuery = method === "GET" || method === "DELETE";
    const headers = {
      authorization: `PVEAPIToken=${tokenId}=${token.secret}`,
      ...(inQuery ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    };
    return inQuery
      ? send(method, form === "" ? url : `${url}?${form}`, headers)
      : send(method, url, headers, form);
  };
  return {
    state: directory,
    port,
    certificateFile,
    log,
    send,
    callAs,
    call: (...call) => callAs(token.id, ...call),
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      rmSync(directory, { recursive: true });
    },
  };
}

/** Writes `user.cfg`, and gives every token in it the secret of {@link token}. */
export function writeUsers(state: string, lines: readonly string[]): void {
  const tokens = lines.flatMap((line) => /^token:([^:]+)/.exec(line)?.[1] ?? []);
  mkdirSync(path.join(state, "priv"), { recursive: true });
  writeFileSync(path.join(state, "user.cfg"), lines.join("\n"));
  writeFileSync(
    path.join(state, "priv", "token.cfg"),
    tokens.map((id) => `${id} ${token.secret}\n`).join(""),
  );
}

/** Puts guests into the cluster. */
export function seedGuests(pve: RunningPve, guests: readonly NewGuest[]): void {
  guests.forEach((guest) => writeGuest(pve.state, guest));
}

function makeCertificate(certificateFile: string, keyFile: string): void {
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const algorithm = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const files = ["-keyout", keyFile, "-out", certificateFile, "-days", "1"];
  execFileSync("openssl", ["req", "-x509", ...algorithm, ...files, ...names], { stdio: "ignore" });
}

function encode(parameters: CallParameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((item) => [name, item] as [string, string]),
  );
  return new URLSearchParams(pairs).toString();
}

function request(options: https.RequestOptions, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = https.request({ host: "127.0.0.1", agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const { data, errors } = JSON.parse(text) as Pick<Answer, "data" | "errors">;
        const status = response.statusCode ?? 0;
        const reason = response.statusMessage ?? "";
        resolve({ status, reason, data, text, ...(errors && { errors }) });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
