import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { type SoundSections } from "./references";
import { type SecretValues } from "./schema/secrets";

/** Secrets that the rest of the declaration calls for and that are not set. */
export function missingSecrets(
  sections: SoundSections,
  secrets: SecretValues | undefined,
  stack: string,
): Fault[] {
  if (!secrets) return [];
  return needs(sections)
    .filter(({ path }) => valueAt(secrets, path) === undefined)
    .map(({ path, allowed }) => {
      const at = `backup:secrets.${path.join(".")}`;
      return { path: at, message: "is missing", allowed, fix: setSecretCommand(stack, at) };
    });
}

interface Need {
  readonly path: readonly string[];
  readonly allowed: string;
}

function needs({ pve, minio, pbs }: SoundSections): Need[] {
  const each = (path: readonly string[], names: readonly string[], allowed: string): Need[] =>
    names.map((name) => ({ path: [...path, name], allowed }));
  return [
    ...each(
      ["pbsEncryptionKeys"],
      Object.keys(pve?.storages ?? {}),
      "the client key of that PVE storage",
    ),
    ...each(
      ["minio"],
      Object.keys(minio?.sites ?? {}),
      "user and password of that site's administrator",
    ),
    ...(pbs === undefined ? [] : pbsNeeds(pbs, each)),
  ];
}

type Pbs = NonNullable<SoundSections["pbs"]>;

function pbsNeeds(
  { users, remotes, notificationEndpoints, s3Endpoints, metricServers }: Pbs,
  each: (path: readonly string[], names: readonly string[], allowed: string) => Need[],
): Need[] {
  const webhooks = Object.entries(notificationEndpoints).flatMap(([name, endpoint]) =>
    endpoint.type === "webhook"
      ? each(["pbs", "webhooks", name], endpoint.secrets, "that secret of the webhook")
      : [],
  );
  return [
    ...each(
      ["pbs", "passwords"],
      namesWhere(users, ({ initialPassword }) => initialPassword),
      "the password that user starts with, 8 to 64 characters",
    ),
    ...each(
      ["pbs", "remotes"],
      Object.keys(remotes),
      "the password or token secret for that remote",
    ),
    ...each(
      ["pbs", "notificationEndpoints"],
      namesWhere(
        notificationEndpoints,
        (endpoint) =>
          endpoint.type === "gotify" ||
          (endpoint.type === "smtp" && endpoint.username !== undefined),
      ),
      "the token or password of that endpoint",
    ),
    ...webhooks,
    ...each(["pbs", "s3Endpoints"], Object.keys(s3Endpoints), "the secret key of that S3 endpoint"),
    ...each(
      ["pbs", "metricServers"],
      namesWhere(
        metricServers,
        (server) => server.type === "influxdb-http" && server.authenticated,
      ),
      "the token of that InfluxDB server",
    ),
  ];
}

function namesWhere<Value>(
  record: Readonly<Record<string, Value>>,
  fits: (value: Value) => boolean,
): string[] {
  return sortedEntries(record).flatMap(([name, value]) => (fits(value) ? [name] : []));
}

function valueAt(tree: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, key)
        ? (node as Record<string, unknown>)[key]
        : undefined,
    tree,
  );
}

/** The command that sets a secret; its value is asked for, or read from standard input, never an argument. */
export function setSecretCommand(stack: string, path: string): string {
  const key = path.replace(/^backup:/, "").replace(/\.([^.[\]]*-[^.[\]]*)/g, '["$1"]');
  return `pulumi config set --stack ${stack} --secret --path '${key}' (the value on standard input)`;
}
