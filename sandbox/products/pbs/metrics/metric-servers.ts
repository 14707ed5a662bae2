import { type ConfigFile } from "../config/config-file";
import { httpRequest } from "../network/http-request";
import { type ObjectProperties, type ObjectType, trimmedComment } from "../objects/object-type";
import { commentSchema, hostPortSchema, httpUrlSchema, nameSchema } from "../schema/formats";
import { reasonOf } from "../schema/parameter-error";
import { flag, integer, text } from "../schema/scalars";
import { type Value, type Values } from "../schema/schema";

const falseOnly = (value: Value) => (value === true ? undefined : value);

const common: ObjectProperties = {
  enable: {
    schema: flag("Enables or disables the metrics server", true),
    deletable: true,
    stored: falseOnly,
  },
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
};

const short = (description: string) => text(description, { min: 1, max: 32 });

const http: ObjectProperties = {
  url: { schema: httpUrlSchema, required: true },
  token: { schema: text("The (optional) API token"), deletable: true, hidden: true },
  bucket: { schema: short("InfluxDB Bucket."), deletable: true },
  organization: { schema: short("InfluxDB Organization."), deletable: true },
  "max-body-size": {
    schema: integer("The (optional) maximum body size", { min: 0, default: 25_000_000 }),
    deletable: true,
  },
  "verify-tls": {
    schema: flag("If true, the certificate will be validated.", true),
    deletable: true,
  },
  ...common,
};

const udp: ObjectProperties = {
  host: { schema: hostPortSchema, required: true },
  mtu: { schema: integer("The MTU", { min: 0, max: 65535, default: 1500 }), deletable: true },
  ...common,
};

const idSchema = nameSchema("Metrics Server ID.");

const file: ConfigFile = {
  name: "metricserver.cfg",
  lock: ".metricserver.lck",
  mode: 0o600,
  sections: {
    "influxdb-http": { id: idSchema, properties: http },
    "influxdb-udp": { id: idSchema, properties: udp },
  },
};

const shared = {
  file,
  idName: "name",
  idSchema,
  noun: "metric server",
  columns: ["name", "comment"],
  duplicate: (id: string) => new Error(`metric server '${id}' already exists.`),
  missing: (id: string) => new Error(`name '${id}' does not exist.`),
} as const;

/**
 * InfluxDB servers that get metrics over UDP: the name of one that is enabled must resolve when it is set. The twin has
 * no DNS of its own, so that here every name does but those that never do (`.invalid`, RFC 6761). The command line does
 * not know metric servers.
 */
export const influxdbUdp: ObjectType = {
  ...shared,
  section: "influxdb-udp",
  properties: udp,
  async probe({ enable, host }: Values) {
    if (enable === false || !/\.invalid:\d+$/i.test(String(host))) return;
    throw new Error("failed to lookup address information: Name or service not known");
  },
};

/** InfluxDB servers that get metrics over HTTP: one that is enabled must answer when it is set. */
export const influxdbHttp: ObjectType = {
  ...shared,
  section: "influxdb-http",
  properties: http,
  async probe(values: Values) {
    if (values["enable"] === false) return;
    const url = String(values["url"]);
    const token = values["token"];
    try {
      await httpRequest(`${url.replace(/\/$/, "")}/health`, {
        headers: token === undefined ? {} : { Authorization: `Token ${String(token)}` },
        verifyTls: values["verify-tls"] !== false,
      });
    } catch (error) {
      throw new Error(`could not connect to ${url}: ${reasonOf(error)}`);
    }
  },
};
