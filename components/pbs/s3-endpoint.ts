import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type PbsRates, withRates } from "./rates";
import { defineSealedSection, type SealedKind } from "./section";
import { type PbsHost } from "./server-host";

/** An object storage that datastores can lie in. */
export interface DeclaredS3Endpoint extends PbsRates {
  /** A host's name, with `{{bucket}}` and `{{region}}` where the store wants them. */
  readonly endpoint: string;
  /** Default: 443. */
  readonly port?: number;
  readonly region?: string;
  readonly accessKey: string;
  /** Names the bucket in the path instead of the host's name. Default: no. */
  readonly pathStyle?: boolean;
  /** SHA-256 fingerprint of its certificate. Default: everybody trusts the certificate. */
  readonly fingerprint?: string;
  readonly providerQuirks?: readonly string[];
}

/** The same, with what nobody else may know. */
export interface PbsS3EndpointArgs extends PbsHost {
  readonly declared: DeclaredS3Endpoint;
  readonly secretKey: pulumi.Input<string>;
}

const s3Endpoint: SealedKind = {
  noun: "s3 endpoint",
  path: "/config/s3",
  key: "id",
  file: "s3.cfg",
  section: "s3-endpoint",
  secrets: { "secret-key": "text" },
};

/** Defines the log-in to an object storage. Destroying it takes the log-in away and nothing that lies there. */
export class PbsS3Endpoint extends EstateComponent<{ readonly host: string } & DeclaredS3Endpoint> {
  constructor(name: string, args: PbsS3EndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, declared, secretKey } = args;
    super(
      {
        type: "backup:pbs:S3Endpoint",
        onRemoval: "the log-in to the object storage goes; what lies there stays",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    defineSealedSection(
      this.childName("section"),
      host,
      s3Endpoint,
      this.ownName,
      { properties: withRates(declared), secrets: { "secret-key": secretKey }, port },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
