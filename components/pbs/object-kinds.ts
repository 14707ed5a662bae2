import { base64, byteSize, groupFilter, namedValue, optionNames } from "./options";
import { type SealedKind, type SectionKind } from "./section";

/** How one kind of object is handled, and its declaration in the product's words. */
export interface ObjectKind {
  readonly handled: SectionKind | SealedKind;
  readonly properties: (declared: never) => Record<string, unknown>;
}

const kind = <Declared extends object>(
  handled: SectionKind | SealedKind,
  properties: (declared: Declared) => Record<string, unknown> = optionNames,
): ObjectKind => ({ handled, properties });

/** Rates and bursts in bytes, as the product prints them. */
function withRates(declared: object): Record<string, unknown> {
  const properties = optionNames(declared);
  const rates = ["rate-in", "rate-out", "burst-in", "burst-out"].map((name) => [
    name,
    byteSize(properties[name] as string | undefined),
  ]);
  return { ...properties, ...(Object.fromEntries(rates) as Record<string, unknown>) };
}

interface SyncJob {
  readonly groupFilter?: readonly string[];
}

interface Matcher {
  readonly severities?: readonly string[];
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

const matcher = ({ severities, fields, ...declared }: Matcher) => ({
  ...optionNames(declared),
  "match-severity": severities && [severities.join(",")],
  "match-field":
    fields && Object.entries(fields).map(([name, values]) => `exact:${name}=${values.join(",")}`),
});

interface Webhook {
  /** Names of secrets: they go another way. */
  readonly secrets?: readonly string[];
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const webhook = ({ header, body, secrets: _, ...declared }: Webhook) => ({
  ...optionNames(declared),
  header: header && Object.entries(header).map(([name, value]) => namedValue(name, value)),
  body: body === undefined ? undefined : base64(body),
});

const endpointPath = (type: string) => `/config/notifications/endpoints/${type}`;
const endpointTypes = ["sendmail", "gotify", "smtp", "webhook"];

const otherEndpoints = (section: string) =>
  endpointTypes.filter((type) => type !== section).map(endpointPath);

const notificationSecrets = (section: string, secrets: SealedKind["secrets"]): SealedKind => ({
  noun: `notification endpoint ${section}`,
  path: endpointPath(section),
  siblings: otherEndpoints(section),
  key: "name",
  file: "notifications-priv.cfg",
  section,
  secrets,
});

const metrics = (section: string, other: string, secrets: SealedKind["secrets"]): SealedKind => ({
  noun: `metric server ${section}`,
  path: `/config/metrics/${section}`,
  siblings: [`/config/metrics/${other}`],
  key: "name",
  file: "metricserver.cfg",
  section,
  secrets,
  defaults: { enable: true },
});

/** Every kind of object that is nothing but its properties, by the noun of its component. */
export const objectKinds = {
  Remote: kind({
    noun: "remote",
    path: "/config/remote",
    key: "name",
    file: "remote.cfg",
    section: "remote",
    secrets: { password: "base64" },
  }),
  // What vanished at the source stays here: whoever deletes there could delete everything otherwise.
  SyncJob: kind(
    { command: "sync-job", key: "id", listing: ["--sync-direction=all"] },
    ({ groupFilter: filters, ...declared }: SyncJob) => ({
      ...withRates(declared),
      "group-filter": filters?.map(groupFilter),
      "remove-vanished": false,
    }),
  ),
  TrafficControl: kind({ command: "traffic-control", key: "name" }, withRates),
  S3Endpoint: kind(
    {
      noun: "s3 endpoint",
      path: "/config/s3",
      key: "id",
      file: "s3.cfg",
      section: "s3-endpoint",
      secrets: { "secret-key": "text" },
    },
    withRates,
  ),
  User: kind({
    noun: "user",
    path: "/access/users",
    key: "userid",
    file: "user.cfg",
    section: "user",
    secrets: {},
    initial: ["password"],
    defaults: { enable: true },
  }),
  // Endpoints and matchers are deleted, where everything else is removed.
  NotificationMatcher: kind(
    { command: "notification matcher", key: "name", removeVerb: "delete" },
    matcher,
  ),
  NotificationEndpoint: {
    sendmail: kind({
      command: "notification endpoint sendmail",
      key: "name",
      removeVerb: "delete",
      siblings: otherEndpoints("sendmail"),
    }),
    gotify: kind(notificationSecrets("gotify", { token: "text" })),
    smtp: kind(notificationSecrets("smtp", { password: "text" })),
    webhook: kind(notificationSecrets("webhook", { secret: "list" }), webhook),
  },
  MetricServer: {
    "influxdb-http": kind(
      metrics("influxdb-http", "influxdb-udp", { token: "text" }),
      ({ authenticated: _, ...declared }: { readonly authenticated?: boolean }) =>
        optionNames(declared),
    ),
    "influxdb-udp": kind(metrics("influxdb-udp", "influxdb-http", {})),
  },
} as const satisfies Record<string, ObjectKind | Record<string, ObjectKind>>;

/** The nouns of the components. */
export type ObjectNoun = keyof typeof objectKinds;
