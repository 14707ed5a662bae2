import type * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { PbsObject, type PbsObjectArgs } from "./object";
import { type ObjectNoun } from "./object-kinds";
import { namedValue } from "./options";
import { type PbsSecrets, secretOf } from "./secrets";

type Objects<Declared extends object = object> = Readonly<Record<string, Declared>>;

/** Where notifications go: the type of the endpoint, and what of it decides which secrets it has. */
type DeclaredEndpoint =
  | { readonly type: "sendmail" | "gotify" }
  | { readonly type: "smtp"; readonly username?: string }
  | { readonly type: "webhook"; readonly secrets: readonly string[] };

/** InfluxDB that gets metrics. */
type DeclaredMetricServer =
  | { readonly type: "influxdb-udp" }
  | { readonly type: "influxdb-http"; readonly authenticated: boolean };

/** A notification matcher. */
interface DeclaredMatcher {
  readonly target: readonly string[];
}

/** What surrounds the datastores of a server. */
export interface ServiceArgs {
  readonly host: Host;
  readonly port: number;
  readonly secrets: pulumi.Output<PbsSecrets>;
  readonly trafficControls: Objects;
  readonly metricServers: Objects<DeclaredMetricServer>;
  readonly notificationEndpoints: Objects<DeclaredEndpoint>;
  readonly notificationMatchers: Objects<DeclaredMatcher>;
}

type Secrets = PbsObjectArgs["secrets"];

/** Defines objects of one noun. */
export function defineObjects<Declared extends object>(
  noun: ObjectNoun,
  objects: Objects<Declared>,
  { host, port }: Pick<ServiceArgs, "host" | "port">,
  secrets: (name: string, declared: Declared) => Secrets = () => undefined,
  dependsOn: pulumi.Resource[] = [],
): Record<string, PbsObject> {
  return mapRecord(
    objects,
    (declared, name) =>
      new PbsObject(
        noun,
        name,
        { host, port, declared, secrets: secrets(name, declared) },
        { dependsOn },
      ),
  );
}

/** Defines traffic control, metric servers, and where notifications go. */
export function defineServices(args: ServiceArgs): void {
  const { secrets, trafficControls, metricServers, notificationEndpoints, notificationMatchers } =
    args;
  defineObjects("TrafficControl", trafficControls, args);
  defineObjects("MetricServer", metricServers, args, (name, server) =>
    server.type === "influxdb-http" && server.authenticated
      ? { token: secretOf(secrets, "metricServers", name) }
      : undefined,
  );
  const endpoints = defineObjects(
    "NotificationEndpoint",
    notificationEndpoints,
    args,
    (name, endpoint) => endpointSecrets(secrets, name, endpoint),
  );
  defineObjects(
    "NotificationMatcher",
    notificationMatchers,
    args,
    undefined,
    Object.values(endpoints),
  );
}

function endpointSecrets(
  secrets: pulumi.Output<PbsSecrets>,
  name: string,
  endpoint: DeclaredEndpoint,
): Secrets {
  switch (endpoint.type) {
    case "sendmail":
      return undefined;
    case "gotify":
      return { token: secretOf(secrets, "notificationEndpoints", name) };
    case "smtp":
      return endpoint.username === undefined
        ? undefined
        : { password: secretOf(secrets, "notificationEndpoints", name) };
    case "webhook":
      return endpoint.secrets.length === 0
        ? undefined
        : {
            secret: secrets.apply(({ webhooks }) => lines(entry(webhooks, name), endpoint.secrets)),
          };
  }
}

/** One secret of a webhook a line, as the script takes a list. */
function lines(values: Readonly<Record<string, string>>, names: readonly string[]): string {
  return names.map((name) => namedValue(name, entry(values, name))).join("\n");
}
