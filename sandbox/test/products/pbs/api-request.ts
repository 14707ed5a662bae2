import * as https from "node:https";

/** What a client got. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Parsed `data` of an answer of success. */
  readonly data: unknown;
}

/** A request below `/api2/json`. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** `user@realm!name:secret`; none sends no credentials. */
  readonly credential?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Sends a request to the server on a port of this machine, whatever its certificate. */
export function askApi(port: number, request: ApiRequest): Promise<Reply> {
  const { method, path, credential, body } = request;
  const sent = body === undefined ? "" : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = https.request({
      // A connection that was kept open may be closed by the server just when it is to be used again.
      agent: false,
      ...{ method, port, path: `/api2/json${path}`, rejectUnauthorized: false },
      headers: {
        ...(credential === undefined ? {} : { authorization: `PBSAPIToken=${credential}` }),
        ...(sent === "" ? {} : { "content-type": "application/json" }),
      },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        const isJson = (response.headers["content-type"] ?? "").startsWith("application/json");
        const data =
          status === 200 && isJson ? (JSON.parse(text) as { data: unknown }).data : undefined;
        resolve({ status, text, data });
      });
    });
    outgoing.end(sent);
  });
}
