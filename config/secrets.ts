import { engineKeys, engineKeySections, keyValue } from "../model/engine-key";
import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { faultsOf } from "./faults";
import { lostNames } from "./lost-names";
import { type SoundSections } from "./references";
import { secretsSchema } from "./schema/secrets";

const prefix = "backup:secrets.";

/** Everything wrong with the secrets, whatever they are: what is not right in itself, and what is not set. */
export function secretFaults(sections: SoundSections, given: unknown, stack: string): Fault[] {
  const result = secretsSchema.safeParse(given);
  const mend = (path: string) => setSecretCommand(stack, path);
  return [
    ...(typeof given === "object" && given !== null ? lostNames(given, prefix) : []),
    ...(result.success
      ? []
      : faultsOf(result.error, { schema: secretsSchema, prefix, given, secret: true, mend })),
    ...missingSecrets(sections, given, stack),
  ];
}

interface Need {
  readonly path: readonly string[];
  readonly allowed: string;
}

/** Secrets that the rest of the declaration calls for and that are not set. */
function missingSecrets(sections: SoundSections, secrets: unknown, stack: string): Fault[] {
  return needs(sections)
    .filter((need) => keyValue(secrets, need) === undefined)
    .map(({ path, allowed }) => {
      const at = prefix + path.join(".");
      return { path: at, message: "is missing", allowed, fix: setSecretCommand(stack, at) };
    });
}

function needs(sections: SoundSections): Need[] {
  const { minio, pbs } = sections;
  const each = (path: readonly string[], names: readonly string[], allowed: string): Need[] =>
    names.map((name) => ({ path: [...path, name], allowed }));
  return [
    ...engineKeys(sections)
      // What the schema itself asks for is not reported twice.
      .filter(({ path: [section] }) => section !== "veeamEncryptionPassword")
      .map(({ path }) => ({ path, allowed: "the key that npm run keys makes" })),
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

/** Secrets of several parts, each of which is set alone: Pulumi would keep a whole one as mere text. */
const parts: readonly (readonly [path: RegExp, parts: readonly string[]])[] = [
  [/^secrets\.minio\.[^.]+$/, ["user", "password"]],
  [/^secrets\.aws$/, ["accessKey", "secretKey"]],
];

/** The command that sets a secret; its value is asked for, or read from standard input, never an argument. */
export function setSecretCommand(stack: string, path: string): string {
  const key = path.replace(/^backup:/, "");
  const [, section = ""] = key.split(".");
  if (engineKeySections.has(section)) return `npm run keys -- --stack ${stack}`;
  const [, names] = parts.find(([form]) => form.test(key)) ?? [];
  const keys = names?.map((name) => `${key}.${name}`) ?? [key];
  return `${keys.map((one) => setCommand(stack, one)).join("; then ")} (the value on standard input)`;
}

function setCommand(stack: string, key: string): string {
  const quoted = key.replace(/\.([^.[\]]*[^\w.[\]][^.[\]]*)/g, '["$1"]');
  return `pulumi config set --stack ${stack} --secret --path '${quoted}'`;
}
