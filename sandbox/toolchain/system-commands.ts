/** A program of the operating system that the project uses. */
export interface SystemCommand {
  /** The executable's name. */
  readonly command: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** What it is for, in a sentence that can follow a colon. */
  readonly reason: string;
  /** Whether the simulated hosts run it as well. Default: no. */
  readonly onHosts?: true;
}

/** What `npm start` and the engine's tests use. */
export const sandboxCommands = {
  sshd: {
    command: "sshd",
    package: "openssh-server",
    reason: "the simulated hosts are reached over real SSH",
  },
  sshKeygen: {
    command: "ssh-keygen",
    package: "openssh-client",
    reason: "the hosts and the client get their keys from it",
  },
  bwrap: {
    command: "bwrap",
    package: "bubblewrap",
    reason: "each simulated host sees files of its own",
  },
  openssl: {
    command: "openssl",
    package: "openssl",
    reason: "the servers' certificates are made with it",
    onHosts: true,
  },
  rclone: {
    command: "rclone",
    package: "rclone",
    reason: "versions of offsite copies are listed, and recalled, with it",
    onHosts: true,
  },
} as const satisfies Record<string, SystemCommand>;

/** A program of PostgreSQL: the package of that name leads to the version that the distribution has. */
const ofPostgresql = (command: string) =>
  ({
    command,
    package: "postgresql",
    reason: "restores of databases are tried with a real PostgreSQL",
  }) as const;

/** What only tests use: a real PostgreSQL with a real pgBackRest, in the versions that the distribution has of both. */
export const databaseCommands = {
  initdb: ofPostgresql("initdb"),
  postgres: ofPostgresql("postgres"),
  psql: ofPostgresql("psql"),
  pgAmcheck: ofPostgresql("pg_amcheck"),
  pgChecksums: ofPostgresql("pg_checksums"),
  pgControldata: ofPostgresql("pg_controldata"),
  pgDump: ofPostgresql("pg_dump"),
  pgDumpall: ofPostgresql("pg_dumpall"),
  pgIsready: ofPostgresql("pg_isready"),
  pgbackrest: {
    command: "pgbackrest",
    package: "pgbackrest",
    reason: "databases are backed up and restored with it",
  },
} as const satisfies Record<string, SystemCommand>;

/** What `npm run lint` uses. */
export const lintCommands = {
  shellcheck: {
    command: "shellcheck",
    package: "shellcheck",
    reason: "the scripts for the lab's hosts are checked with it",
  },
} as const satisfies Record<string, SystemCommand>;
