import * as fs from "node:fs";
import * as http from "node:http";

type Answer = { readonly status: number; readonly body?: object };

/** The routes of InfluxDB's API that a metric client uses (API v2, "health" and "write"). */
const routes: Readonly<Record<string, (body: string, file: string) => Answer>> = {
  "GET /health": () => ({ status: 200, body: { name: "influxdb", status: "pass" } }),
  "POST /api/v2/write": (body, file) => {
    fs.appendFileSync(file, body.endsWith("\n") ? body : `${body}\n`);
    return { status: 204 };
  },
};

/**
 * A stand-in for InfluxDB: healthy, and it keeps every line that it is sent. Proxmox Backup Server
 * takes no metric server that does not answer.
 *
 * @param file where the lines go
 */
export function createInfluxdb(file: string): http.Server {
  return http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = (request.url ?? "/").split("?")[0];
      const route = routes[`${request.method} ${path}`];
      const { status, body } = route?.(Buffer.concat(chunks).toString("utf8"), file) ?? {
        status: 404,
        body: { code: "not found" },
      };
      response.writeHead(status, { "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
}
