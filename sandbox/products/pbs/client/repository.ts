import { authIdSchema, namespaceSchema } from "../schema/formats";
import { datastoreNameSchema } from "../datastore/properties";
import { integer, text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { secretFrom } from "./secrets";
import { type Surroundings } from "./surroundings";

/** A datastore of a server, and who asks for it. */
export interface Repository {
  readonly authId: string;
  readonly server: string;
  readonly port: number;
  readonly store: string;
  /** As it was given, for messages. */
  readonly text: string;
}

/** The parameters that say where: one address, or its parts; what is missing the environment says. */
export const repositoryParameters: Properties = {
  repository: { schema: text("Repository URL: [[auth-id@]server[:port]:]datastore") },
  server: { schema: text("Backup server address (hostname or IP address).") },
  port: { schema: integer("Backup server port.", { min: 1, max: 65535 }) },
  datastore: { schema: datastoreNameSchema },
  "auth-id": { schema: authIdSchema },
};

/** The same, and a namespace. */
export const targetParameters: Properties = {
  ...repositoryParameters,
  ns: { schema: namespaceSchema },
};

const defaults = { authId: "root@pam", server: "localhost", port: 8007 } as const;

const address =
  /^(?:(?:(?<authId>[^\s:/]+@[A-Za-z0-9_][\w.-]*(?:![A-Za-z0-9_][\w.-]*)?)@)?(?<server>\[[\da-fA-F:.]+\]|[^\s:/@]+)(?::(?<port>\d{1,5}))?:)?(?<store>[A-Za-z0-9_][\w.-]*)$/;

const parts = ["server", "port", "datastore", "auth-id"] as const;

/**
 * The repository that the parameters name, or else the environment.
 *
 * @throws Error if neither names one, or an address and its parts are mixed
 */
export function repositoryOf(values: Values, surroundings: Surroundings): Repository {
  const given = parts.filter((name) => values[name] !== undefined);
  if (values["repository"] !== undefined) {
    if (given.length === 0) return parse(String(values["repository"]));
    throw new Error(
      "--repository and --server/--port/--datastore/--auth-id are mutually exclusive",
    );
  }
  const address = secretFrom(surroundings, "PBS_REPOSITORY");
  if (given.length === 0 && address !== undefined) return parse(address);
  return fromParts(values, surroundings);
}

/** The namespace of `--ns`, or else of the environment; empty for the root. */
export function namespaceOf(values: Values, { environment }: Surroundings): string {
  return String(values["ns"] ?? environment["PBS_NAMESPACE"] ?? "");
}

function parse(text: string): Repository {
  const groups = address.exec(text)?.groups;
  if (groups === undefined) throw new Error(`unable to parse repository url '${text}'`);
  const { authId, server, port, store = "" } = groups;
  return {
    authId: authId ?? defaults.authId,
    server: (server ?? defaults.server).replace(/^\[|\]$/g, ""),
    port: Number(port ?? defaults.port),
    store,
    text,
  };
}

function fromParts(values: Values, { environment }: Surroundings): Repository {
  const part = (name: (typeof parts)[number]) =>
    values[name] ?? environment[`PBS_${name.toUpperCase().replace("-", "_")}`];
  const store = part("datastore");
  if (store === undefined) throw new Error("unable to get (default) repository");
  const [authId, server, port] = [
    String(part("auth-id") ?? defaults.authId),
    String(part("server") ?? defaults.server),
    Number(part("port") ?? defaults.port),
  ];
  const text = `${authId}@${server}:${port}:${String(store)}`;
  return { authId, server, port, store: String(store), text };
}
