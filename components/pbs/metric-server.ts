import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { optionNames } from "./options";
import { defineSealedSection, type SealedKind, type SealedSecrets } from "./section";
import { type PbsHost } from "./server-host";

interface InfluxdbUdp {
  readonly type: "influxdb-udp";
  /** `host:port`. */
  readonly host: string;
  /** Bytes of a datagram. Default: the product's, 1500. */
  readonly mtu?: number;
}

interface InfluxdbHttp {
  readonly type: "influxdb-http";
  readonly url: string;
  /** Whether it wants a token, which is a secret. */
  readonly authenticated: boolean;
  readonly organization?: string;
  readonly bucket?: string;
}

/** InfluxDB that gets the server's metrics. `comment` is one line, by default none. */
export type DeclaredMetricServer = (InfluxdbUdp | InfluxdbHttp) & { readonly comment?: string };

/** The same, with what nobody else may know. */
export interface PbsMetricServerArgs extends PbsHost {
  readonly declared: DeclaredMetricServer;
  /** Default: none. */
  readonly token?: pulumi.Input<string> | undefined;
}

const metrics = (
  section: string,
  other: string,
  secrets: SealedKind["secrets"] = {},
): SealedKind => ({
  noun: `metric server ${section}`,
  path: `/config/metrics/${section}`,
  siblings: [`/config/metrics/${other}`],
  key: "name",
  file: "metricserver.cfg",
  section,
  secrets,
  defaults: { enable: true },
});

const kinds = {
  "influxdb-http": metrics("influxdb-http", "influxdb-udp", { token: "text" }),
  "influxdb-udp": metrics("influxdb-udp", "influxdb-http"),
};

/** Defines where the server's metrics go. Destroying it stops them. */
export class PbsMetricServer extends EstateComponent<
  { readonly server: string } & DeclaredMetricServer
> {
  constructor(name: string, args: PbsMetricServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, declared, token } = args;
    super(
      { type: "backup:pbs:MetricServer", onRemoval: "no more metrics go there" },
      name,
      { server: host.name, ...declared },
      opts,
    );
    const secrets: SealedSecrets = token === undefined ? {} : { token };
    defineSealedSection(
      this.childName("section"),
      host,
      kinds[declared.type],
      this.ownName,
      { properties: properties(declared), secrets, port },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function properties(declared: DeclaredMetricServer): Record<string, unknown> {
  const { type: _type, authenticated: _, ...rest } = { authenticated: undefined, ...declared };
  return optionNames(rest);
}
