import * as minio from "@pulumi/minio";
import * as pulumi from "@pulumi/pulumi";
import { Product } from "../product";
import { type Host } from "../remote/host";

/** What a stack declares of a site. */
export interface MinioSiteArgs {
  /** `host:port`, TLS always. */
  readonly endpoint: string;
  /** The machine it runs on, where its own client configures what the provider cannot. */
  readonly host: Host;
  readonly administrator: pulumi.Output<{ readonly user: string; readonly password: string }>;
}

/** One MinIO server, and the provider that speaks to it. */
export class MinioSite extends Product<{ readonly endpoint: string; readonly host: string }> {
  readonly endpoint: string;
  readonly host: Host;
  readonly administrator: MinioSiteArgs["administrator"];
  readonly provider: minio.Provider;

  constructor(name: string, args: MinioSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    const { endpoint, host, administrator } = args;
    super(
      {
        type: "backup:minio:Site",
        onRemoval: "its buckets stay, protected until somebody takes that off in the state",
      },
      name,
      { endpoint, host: host.name },
      opts,
    );
    this.endpoint = endpoint;
    this.host = host;
    this.administrator = administrator;
    this.provider = new minio.Provider(`minio-${name}`, {
      minioServer: endpoint,
      minioUser: administrator.user,
      minioPassword: pulumi.secret(administrator.password),
      minioSsl: true,
    });
    this.registerOutputs({});
  }

  /** Where its API answers. */
  get url(): string {
    return `https://${this.endpoint}`;
  }

  /** Its administrator's log-in as scripts take it, `user:password`. */
  get logIn(): pulumi.Output<string> {
    return this.administrator.apply(({ user, password }) => `${user}:${password}`);
  }
}
