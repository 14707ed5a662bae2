import { archiveTimeoutSeconds } from "../../model/engines/pgbackrest";

/** Where this stack's pgBackRest keeps its files on a server. */
export const backrestDirectory = "/etc/pgbackrest";

/** What a server and its repository are, in the words of pgBackRest. */
export interface StanzaFacts {
  readonly stanza: string;
  readonly dataDirectory: string;
  readonly port: number;
  readonly bucket: string;
  /** `host:port` of MinIO. */
  readonly endpoint: string;
  /** Days. */
  readonly retentionFull: number;
}

/** Where Debian's PostgreSQL has its sockets. */
export const socketDirectory = "/var/run/postgresql";

/**
 * The first pgBackRest that knows each version of PostgreSQL. Source: `src/build/postgres/postgres.yaml` of its releases,
 * and the release notes of 2.34 for the oldest.
 */
export const leastBackrest: Readonly<Record<number, string>> = {
  14: "2.34",
  15: "2.41",
  16: "2.46",
  17: "2.52",
  18: "2.55",
};

/**
 * What pgBackRest is told of a stanza, in a section of its own that goes before what is told of all. Nothing limits how
 * much log may wait (`archive-push-queue-max`): past such a limit it is dropped as if it were archived, and nobody can be
 * restored to a time after that. Source: pgBackRest, configuration reference.
 */
export function stanzaOptions(facts: StanzaFacts): Readonly<Record<string, string>> {
  const { host, port } = hostAndPortOf(facts.endpoint);
  return {
    "pg1-path": facts.dataDirectory,
    "pg1-port": String(facts.port),
    "pg1-socket-path": socketDirectory,
    "repo1-type": "s3",
    "repo1-path": `/${facts.stanza}`,
    "repo1-s3-bucket": facts.bucket,
    "repo1-s3-endpoint": host,
    "repo1-s3-region": "us-east-1",
    "repo1-s3-uri-style": "path",
    "repo1-storage-host": host,
    "repo1-storage-port": port,
    // A private authority is there once `update-ca-certificates` has run.
    "repo1-storage-ca-file": "/etc/ssl/certs/ca-certificates.crt",
    "repo1-storage-verify-tls": "y",
    "repo1-cipher-type": "aes-256-cbc",
    "repo1-retention-full-type": "time",
    "repo1-retention-full": String(facts.retentionFull),
    "repo1-bundle": "y",
    "start-fast": "y",
    // In /tmp a service with a /tmp of its own would not see that somebody else has it.
    "lock-path": "/var/lib/database-backup/lock",
    "log-level-file": "off",
    "log-level-console": "warn",
  };
}

/** @throws Error for an endpoint that is not `host:port`, which a stack's file cannot have */
function hostAndPortOf(endpoint: string): { readonly host: string; readonly port: string } {
  const [, host, port] = /^(.+):(\d+)$/.exec(endpoint) ?? [];
  if (host === undefined || port === undefined)
    throw new Error(`the endpoint of MinIO is ${endpoint}, and host:port is wanted`);
  return { host, port };
}

/** What PostgreSQL must say of itself, by the names of `pg_settings`. */
export function serverSettings(
  version: number,
  { stanza, dataDirectory }: Pick<StanzaFacts, "stanza" | "dataDirectory">,
): Readonly<Record<string, string | number>> {
  return {
    version,
    data_directory: dataDirectory,
    archive_mode: "on",
    archive_command: `pgbackrest --config-path=${backrestDirectory} --stanza=${stanza} archive-push "%p"`,
    // From 15 on it goes before the command.
    archive_library: "",
    archive_timeout: String(archiveTimeoutSeconds),
    wal_level: "replica",
  };
}
