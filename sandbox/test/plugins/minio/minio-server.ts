import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { connectMinio, type MinioClient } from "../../../plugins/minio/client";
import { freePort } from "../../../estate/ports";

/** A real MinIO on loopback. */
export interface MinioServer {
  /** A provider's configuration for it. */
  readonly config: {
    readonly minioServer: string;
    readonly minioUser: string;
    readonly minioPassword: string;
  };
  /** Its only encryption key. */
  readonly keyName: string;
  /** For looking and changing things by hand. */
  readonly byHand: MinioClient;
  stop(): Promise<void>;
}

/** With signs that mean something in the address `mc` is given. */
const password = "root@pass/word+%1";
const keyName = "backup-key";

async function isReady(address: string): Promise<boolean> {
  const answer = await fetch(`http://${address}/minio/health/ready`).catch(() => undefined);
  return answer?.ok ?? false;
}

/**
 * Starts MinIO and waits until it is ready. `MINIO` and `MC` name the programs where they are not on PATH.
 *
 * @param environment - more of it than a usual server has
 */
export async function startMinio(environment: NodeJS.ProcessEnv = {}): Promise<MinioServer> {
  const root = mkdtempSync(path.join(tmpdir(), "minio-"));
  const client = process.env["MC"];
  if (client) process.env["PATH"] = `${path.dirname(client)}:${process.env["PATH"]}`;
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    process.env["MINIO"] ?? "minio",
    ["server", "--quiet", "--address", address, path.join(root, "data")],
    {
      stdio: "ignore",
      env: {
        ...process.env,
        HOME: root,
        MINIO_ROOT_USER: "root-user",
        MINIO_ROOT_PASSWORD: password,
        MINIO_KMS_SECRET_KEY: `${keyName}:${Buffer.alloc(32).toString("base64")}`,
        MINIO_BROWSER: "off",
        MINIO_CI_CD: "1",
        ...environment,
      },
    },
  );
  const ended = new Promise<void>((resolve, reject) => {
    server.once("exit", () => resolve()).once("error", reject);
  });
  try {
    while (!(await isReady(address))) {
      const pause = new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.race([
        pause,
        ended.then(() => Promise.reject(new Error("MinIO ended before it was ready"))),
      ]);
    }
  } catch (error) {
    rmSync(root, { recursive: true });
    throw error;
  }
  const config = { minioServer: address, minioUser: "root-user", minioPassword: password };
  return {
    config,
    keyName,
    byHand: connectMinio(config),
    async stop() {
      server.kill();
      await ended;
      rmSync(root, { recursive: true });
    },
  };
}
