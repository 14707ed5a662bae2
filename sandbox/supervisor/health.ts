import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import { type HealthCheck } from "./server-spec";

/** How long one check may take. */
const checkMilliseconds = 3000;

type CheckOf<Kind> = Extract<HealthCheck, { kind: Kind }>;

const checks = { http: checkHttp, banner: checkBanner, file: checkFile } as const;

/** Checks once; resolves to what is wrong, or to nothing if the server is healthy. */
export async function checkHealth(check: HealthCheck): Promise<string | undefined> {
  const run = checks[check.kind] as (check: HealthCheck) => Promise<string | undefined>;
  return run(check).catch((error: unknown) => (error as Error).message);
}

function checkHttp(check: CheckOf<"http">): Promise<string | undefined> {
  const client = check.url.startsWith("https:") ? https : http;
  const ca = check.caFile === undefined ? undefined : readFileSync(check.caFile);
  return new Promise((resolve, reject) => {
    const request = client.get(
      check.url,
      { ca, agent: false, timeout: checkMilliseconds },
      (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        resolve(
          check.statuses.includes(status)
            ? undefined
            : `${check.url} answered ${status}, not ${check.statuses.join(" or ")}`,
        );
      },
    );
    request.once("timeout", () => request.destroy(new Error(`no answer from ${check.url}`)));
    request.once("error", reject);
  });
}

function checkBanner(check: CheckOf<"banner">): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: "127.0.0.1", port: check.port });
    socket.setTimeout(checkMilliseconds);
    socket.once("timeout", () => socket.destroy(new Error(`silence on port ${check.port}`)));
    socket.once("error", reject);
    socket.once("close", () => resolve(`port ${check.port} closed without "${check.prefix}"`));
    socket.once("data", (data) => {
      const banner = data.toString("latin1");
      resolve(
        banner.startsWith(check.prefix)
          ? undefined
          : `port ${check.port} said "${banner.trim()}", not "${check.prefix}…"`,
      );
      socket.destroy();
    });
  });
}

async function checkFile({ file, text }: CheckOf<"file">): Promise<string | undefined> {
  const said = existsSync(file) ? await readFile(file, "utf8") : "nothing, it is not there";
  return said.includes(text) ? undefined : `${file} says ${said.trim().slice(-80)}, not "${text}"`;
}
