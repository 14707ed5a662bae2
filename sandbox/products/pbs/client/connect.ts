import { type Context } from "../command-line/command";
import { type Values } from "../schema/schema";
import { ApiClient } from "./api-client";
import { namespaceOf, type Repository, repositoryOf } from "./repository";
import { secretFrom } from "./secrets";
import { type Surroundings } from "./surroundings";

/** A client of the server that the parameters name, and where on it. */
export interface Connection {
  readonly client: ApiClient;
  readonly repository: Repository;
  readonly namespace: string;
  /** Parameters of every call about content. */
  readonly place: { readonly ns: string | undefined };
  /** The datastore's path in the API. */
  readonly path: string;
}

/** Does something with a connection and ends it. @throws Error if no server or no secret is named */
export async function connected<T>(
  values: Values,
  context: Context,
  surroundings: Surroundings,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const repository = repositoryOf(values, surroundings);
  const secret = secretFrom(surroundings, "PBS_PASSWORD");
  if (secret === undefined) {
    throw new Error(
      `error building client for repository ${repository.text} - no password input mechanism available`,
    );
  }
  const fingerprint = secretFrom(surroundings, "PBS_FINGERPRINT");
  const client = new ApiClient({
    repository,
    secret,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    warn: (line) => context.err(`${line}\n`),
  });
  const namespace = namespaceOf(values, surroundings);
  try {
    return await work({
      client,
      repository,
      namespace,
      place: { ns: namespace === "" ? undefined : namespace },
      path: `/admin/datastore/${repository.store}`,
    });
  } finally {
    client.close();
  }
}
