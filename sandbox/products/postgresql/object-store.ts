import * as path from "node:path";
import { certificateAuthority, serverCertificate } from "../../estate/certificates";
import { sandboxLayout } from "../../layout";
import { minio, minioRegion, minioUser } from "../minio/minio";
import { type Ended, runToEnd, Served } from "./child";
import { type DatabasePrograms } from "./programs";
import { freePort } from "../../estate/ports";

/** A real MinIO with TLS under a private authority, and a bucket in it. */
export interface ObjectStore {
  /** What pgBackRest is told of it. */
  readonly options: Readonly<Record<string, string>>;
  readonly url: string;
  /** Runs MinIO's client as its administrator; the site's alias is `site`. */
  client(...words: readonly string[]): Promise<Ended>;
  stop(): Promise<void>;
  /** Starts it anew, with what it had. */
  resume(): Promise<void>;
}

/** The bucket that is there from the beginning. */
export const bucket = "database-backups";
const password = "correct-horse-battery";

/** Starts it below `root`. `MINIO` and `MC` name the programs where they are not on PATH. */
export async function startObjectStore(
  root: string,
  { bwrap }: DatabasePrograms,
): Promise<ObjectStore> {
  const layout = sandboxLayout(root);
  const authority = await certificateAuthority(layout);
  const certificate = await serverCertificate(layout, authority, "minio");
  const port = await freePort();
  const spec = await minio({
    ...{ executable: process.env["MINIO"] ?? "minio", site: "test", port, authority, certificate },
    ...{ directory: path.join(root, "minio"), password, key: Buffer.alloc(32).toString("base64") },
  });
  const env = { PATH: process.env["PATH"] ?? "", ...spec.environment };
  // It ends when the test does, however that ends.
  const prefix = [bwrap, "--die-with-parent", "--dev-bind", "/", "/", "--"] as const;
  const serve = () => new Served([...prefix, ...spec.command], env);
  let server = serve();
  const client = { PATH: env.PATH, HOME: root, SSL_CERT_FILE: authority.bundleFile };
  const access = { MC_HOST_site: `https://${minioUser}:${password}@localhost:${port}` };
  const mc = (...words: readonly string[]) =>
    runToEnd([process.env["MC"] ?? "mc", "--config-dir", path.join(root, "mc"), ...words], {
      env: { ...client, ...access },
    });
  const make = async () => (await mc("mb", "-p", `site/${bucket}`)).code === 0;
  try {
    await server.until(make);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return {
    options: {
      "repo1-type": "s3",
      "repo1-path": "/pgbackrest",
      "repo1-s3-bucket": bucket,
      "repo1-s3-endpoint": "localhost",
      "repo1-s3-region": minioRegion,
      "repo1-s3-uri-style": "path",
      "repo1-s3-key": minioUser,
      "repo1-s3-key-secret": password,
      // It looks for a name in the certificate, and does not find an address there (measured with 2.45).
      "repo1-storage-host": "localhost",
      "repo1-storage-port": String(port),
      "repo1-storage-ca-file": authority.caFile,
    },
    url: `https://localhost:${port}`,
    client: mc,
    stop: () => server.kill(),
    async resume() {
      server = serve();
      await server.until(make);
    },
  };
}
