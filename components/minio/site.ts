import * as minio from "@pulumi/minio";
import * as pulumi from "@pulumi/pulumi";
import { type Host } from "../remote/host";

/** One MinIO server. */
export interface MinioSite {
  readonly name: string;
  /** `host:port`, TLS always. */
  readonly endpoint: string;
  /** The machine it runs on, where its own client configures what the provider cannot. */
  readonly host: Host;
  readonly administrator: pulumi.Output<{ readonly user: string; readonly password: string }>;
  readonly provider: minio.Provider;
}

/** What a stack declares of a site. */
export interface MinioSiteArgs {
  readonly endpoint: string;
  readonly host: Host;
  readonly administrator: pulumi.Output<{ readonly user: string; readonly password: string }>;
}

/** Defines a site and the provider that speaks to it. */
export function defineMinioSite(name: string, args: MinioSiteArgs): MinioSite {
  const provider = new minio.Provider(`minio-${name}`, {
    minioServer: args.endpoint,
    minioUser: args.administrator.user,
    minioPassword: pulumi.secret(args.administrator.password),
    minioSsl: true,
  });
  return { name, ...args, provider };
}
