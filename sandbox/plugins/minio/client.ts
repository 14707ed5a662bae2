import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { S3Client } from "@aws-sdk/client-s3";
import type { CheckFailure, Properties } from "../protocol/resource-type";
import { type Mc, minioCommand } from "./mc";

/** One MinIO server: its S3 calls, and its administrative ones. */
export interface MinioClient {
  readonly endpoint: URL;
  readonly s3: S3Client;
  readonly mc: Mc;
}

/** The provider's configuration after its check. */
interface MinioConfig {
  readonly minioServer: string;
  readonly minioUser?: string;
  readonly minioAccessKey?: string;
  readonly minioPassword?: string;
  readonly minioSecretKey?: string;
  readonly minioSessionToken?: string;
  readonly minioRegion?: string;
  readonly minioSsl?: boolean;
  readonly minioInsecure?: boolean;
  readonly minioCacertFile?: string;
}

/** Pairs of which one must be set; the second of each is the older name. */
const required = [
  ["minioServer", "minioServer"],
  ["minioUser", "minioAccessKey"],
  ["minioPassword", "minioSecretKey"],
] as const;

/** What the official provider can and this one cannot. */
const unsupported = ["minioCertFile", "minioKeyFile"] as const;

/** Source: the region MinIO reports when it was started without one. */
const usualRegion = "us-east-1";

/** Rules for the provider's configuration beyond its types. */
export function checkMinioConfig(config: Properties): CheckFailure[] {
  const missing = required
    .filter((names) => names.every((name) => !(name in config)))
    .map(([property]) => ({ property, reason: `set "${property}" of the minio provider` }));
  const refused = unsupported
    .filter((property) => property in config)
    .map((property) => ({
      property,
      reason: `"${property}": the sandbox's stand-in logs in by user and password only; leave it out`,
    }));
  const ambiguous = required
    .flat()
    .filter((property) => property !== "minioServer" && String(config[property]).includes(":"))
    .map((property) => ({
      property,
      reason: `"${property}" holds a colon, at which mc, which the sandbox's stand-in uses, would cut it; choose another`,
    }));
  const server = config["minioServer"];
  const isUrl = typeof server === "string" && server.includes("/");
  const form = {
    property: "minioServer",
    reason: `"minioServer" is "${String(server)}"; allowed: host:port, without a scheme (minioSsl says whether it is TLS)`,
  };
  return [...missing, ...refused, ...ambiguous, ...(isUrl ? [form] : [])];
}

/** Opens both ways to the server; no call is made yet. */
export function connectMinio(config: Properties): MinioClient {
  const given = config as unknown as MinioConfig;
  const endpoint = new URL(`${given.minioSsl ? "https" : "http"}://${given.minioServer}`);
  const user = given.minioUser ?? given.minioAccessKey ?? "";
  const password = given.minioPassword ?? given.minioSecretKey ?? "";
  const { minioSessionToken: sessionToken, minioCacertFile: authorityFile } = given;
  const insecure = given.minioInsecure ?? false;
  const authorities = authorityFile
    ? { ca: [...rootCertificates, readFileSync(authorityFile, "utf8")] }
    : {};
  const s3 = new S3Client({
    endpoint: endpoint.href,
    region: given.minioRegion ?? usualRegion,
    forcePathStyle: true,
    credentials: {
      accessKeyId: user,
      secretAccessKey: password,
      ...(sessionToken ? { sessionToken } : {}),
    },
    requestHandler: { httpsAgent: { ...authorities, rejectUnauthorized: !insecure } },
  });
  const mc = minioCommand({
    endpoint,
    user,
    password,
    insecure,
    ...(sessionToken ? { sessionToken } : {}),
    ...(authorityFile ? { authorityFile } : {}),
  });
  return { endpoint, s3, mc };
}
