import { engineKeys, engineKeySections, keyValue } from "../model/engine-key";
import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { faultsOf } from "./faults";
import { lostNames } from "./lost-names";
import { productsOf } from "./products";
import { type SoundSections } from "./references";
import { secretsSchema } from "./schema/secrets";
import { inShortForm } from "./short-form";
import { expandedSecrets, lostSecrets } from "./short-secrets";

const prefix = "backup:secrets.";

/** Everything wrong with the secrets, whatever they are: what is not right in itself, and what is not set. */
export function secretFaults(sections: SoundSections, secrets: unknown, stack: string): Fault[] {
  const { given, short: forms } = expandedSecrets(sections, secrets);
  const result = secretsSchema.safeParse(given);
  const short = (path: string) => inShortForm(path, forms, prefix);
  const mend = (path: string) => setSecretCommand(stack, short(path));
  const lost = lostSecrets(sections, secrets);
  const faults = [
    ...(typeof given === "object" && given !== null ? lostNames(given, prefix) : []),
    ...(result.success
      ? []
      : faultsOf(result.error, { schema: secretsSchema, prefix, given, secret: true, mend })),
    ...missingSecrets(sections, given, mend),
  ];
  // What is said of a section as a whole is said once.
  const told = lost.map(({ path }) => path);
  const others = faults.filter(
    ({ path }) => !told.some((one) => path === one || path.startsWith(`${one}.`)),
  );
  return [...lost, ...others.map((fault) => ({ ...fault, path: short(fault.path) }))];
}

/** A secret that the rest of the declaration calls for. */
interface Need {
  /** Below `backup:secrets`, in the long form. */
  readonly path: readonly string[];
  readonly allowed: string;
}

/** Secrets that the rest of the declaration calls for and that are not set. */
function missingSecrets(
  sections: SoundSections,
  secrets: unknown,
  mend: (path: string) => string,
): Fault[] {
  return neededSecrets(sections)
    .filter((need) => keyValue(secrets, need) === undefined)
    .map(({ path, allowed }) => {
      const at = prefix + path.join(".");
      return { path: at, message: "is missing", allowed, fix: mend(at) };
    });
}

/** The secrets that a declaration calls for, but for the SSH key, which each calls for. */
export function neededSecrets(sections: SoundSections): readonly Need[] {
  const { minio, pbs, pve, veeam } = sections;
  const each = (path: readonly string[], names: readonly string[], allowed: string): Need[] =>
    names.map((name) => ({ path: [...path, name], allowed }));
  return [
    ...engineKeys(sections).map(({ path }) => ({
      path,
      allowed: "the key that npm run keys makes",
    })),
    ...each(
      ["minio"],
      Object.keys(minio?.sites ?? {}),
      "user and password of that site's administrator",
    ),
    ...each(
      ["pveApiToken"],
      Object.keys(pve ?? {}).sort(),
      "user@realm!name=uuid, the log-in to that cluster",
    ),
    ...productsOf("pbs", pbs).flatMap(({ name, declared }) => pbsNeeds(name, declared, each)),
    ...productsOf("veeam", veeam).flatMap(({ name, declared }) =>
      each(
        ["veeam", name, "credentials"],
        Object.keys(declared.credentials).sort(),
        "the password of that account",
      ),
    ),
  ];
}

type Server = NonNullable<SoundSections["pbs"]>[string];

function pbsNeeds(
  server: string,
  { users, remotes, notificationEndpoints, s3Endpoints, metricServers }: Server,
  each: (path: readonly string[], names: readonly string[], allowed: string) => Need[],
): Need[] {
  const webhooks = Object.entries(notificationEndpoints).flatMap(([name, endpoint]) =>
    endpoint.type === "webhook"
      ? each(["pbs", server, "webhooks", name], endpoint.secrets, "that secret of the webhook")
      : [],
  );
  return [
    ...each(
      ["pbs", server, "passwords"],
      namesWhere(users, ({ initialPassword }) => initialPassword),
      "the password that user starts with, 8 to 64 characters",
    ),
    ...each(
      ["pbs", server, "remotes"],
      Object.keys(remotes),
      "the password or token secret for that remote",
    ),
    ...each(
      ["pbs", server, "notificationEndpoints"],
      namesWhere(
        notificationEndpoints,
        (endpoint) =>
          endpoint.type === "gotify" ||
          (endpoint.type === "smtp" && endpoint.username !== undefined),
      ),
      "the token or password of that endpoint",
    ),
    ...webhooks,
    ...each(
      ["pbs", server, "s3Endpoints"],
      Object.keys(s3Endpoints),
      "the secret key of that S3 endpoint",
    ),
    ...each(
      ["pbs", server, "metricServers"],
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
  [/^secrets\.aws(\.[^.]+)?$/, ["accessKey", "secretKey"]],
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
