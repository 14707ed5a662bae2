import type * as pulumi from "@pulumi/pulumi";
import { longestGapHours } from "../../model/calendar/longest-gap";
import { type MinioBucket } from "../minio/bucket";
import { defineMinioUser } from "../minio/user";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { PostgresBackupAgent } from "./backup-agent";
import { PostgresDumpAgent } from "./dump-agent";
import { repositoryPolicy } from "./repository-policy";
import { defineServerExports, type ServerExport } from "./server-exports";
import { PostgresStanza } from "./stanza";

/** What a stack declares of a server. */
export interface DeclaredPostgres {
  readonly guest: string;
  readonly version: number;
  readonly port: number;
  /** Default: Debian's. */
  readonly dataDirectory?: string | undefined;
  /** Default: Debian's. */
  readonly programDirectory?: string | undefined;
  readonly preload: readonly string[];
}

/** The same, with what the plan has it do. */
export interface PostgresServerArgs {
  readonly host: Host;
  readonly declared: DeclaredPostgres;
  /** Where its repository is. */
  readonly bucket: MinioBucket;
  /** The passphrase of the repository. */
  readonly cipher: pulumi.Input<string>;
  /** Names of its databases that are protected. */
  readonly databases: readonly string[];
  readonly schedule: string;
  readonly timezone: string;
  /** Days. */
  readonly retentionFull: number;
  readonly rpoHours: number;
  /** Where its copies are brought. */
  readonly exports: readonly ServerExport[];
  /** What is dumped of it besides. Default: nothing. */
  readonly dumps?: ServerDumps | undefined;
}

/** What is dumped of a server, as the plan has it. */
export interface ServerDumps {
  /** Where their repository is. */
  readonly bucket: MinioBucket;
  /** The password of the repository. */
  readonly dumpKey: pulumi.Input<string>;
  /** Names of its databases that are dumped. */
  readonly databases: readonly string[];
  readonly schedule: string;
  readonly keepLast: number;
  /** Days. */
  readonly keepWithinDays: number;
}

/**
 * A PostgreSQL server that can be restored to any moment: a log-in of its own to its repository, its log on the way there,
 * the agent that makes its backups, what brings them offsite, and the agent that dumps it besides.
 */
export class PostgresServer extends Product<{ readonly host: string; readonly guest: string }> {
  constructor(name: string, args: PostgresServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, declared, bucket, cipher, databases, schedule, timezone, retentionFull } = args;
    const { guest: stanza, version, port, preload } = declared;
    super(
      {
        type: "backup:postgres:Server",
        onRemoval:
          "its log is no longer archived and nothing is backed up or dumped any more; every backup and every dump stays in its repository",
      },
      name,
      { host: host.name, guest: stanza },
      opts,
    );
    const dataDirectory = declared.dataDirectory ?? `/var/lib/postgresql/${version}/main`;
    const programs = declared.programDirectory ?? `/usr/lib/postgresql/${version}/bin`;
    const user = defineMinioUser(
      this,
      bucket.site,
      bucket.bucketName.apply((each) => repositoryPolicy(each, stanza)),
    );
    const { archiving } = new PostgresStanza(
      this.part("stanza", stanza),
      {
        ...{ host, version, programs, stanza, dataDirectory, port, retentionFull, cipher },
        ...{ endpoint: bucket.site.endpoint, bucket: bucket.bucketName },
        ...{ accessKey: user.name, secretKey: user.secret, ready: user.ready },
      },
      { parent: this },
    );
    const backup = new PostgresBackupAgent(
      this.part("backup", stanza),
      {
        ...{ host, stanza, schedule, timezone, programs, dataDirectory, port, preload, databases },
        rpoMinutes: args.rpoHours * 60,
        backupHours: hoursBetween(schedule, timezone) + lateHours,
        uses: [archiving],
      },
      { parent: this },
    );
    const dump = args.dumps && this.defineDumps(args.dumps, args, programs, dataDirectory);
    const makers = { pgbackrest: backup, dump };
    defineServerExports(this, args.exports, { host, stanza, makers });
    this.registerOutputs({});
  }

  /** With its stanza where that is called otherwise: one of another name is another, and what is told of the old one goes. */
  private part(role: string, stanza: string): string {
    return this.childName(stanza === this.ownName ? role : `${stanza}-${role}`);
  }

  private defineDumps(
    dumps: ServerDumps,
    { host, declared, timezone }: PostgresServerArgs,
    programs: string,
    dataDirectory: string,
  ): PostgresDumpAgent {
    const { guest: stanza, port, preload } = declared;
    return new PostgresDumpAgent(
      this.part("dump", stanza),
      {
        ...{ host, stanza, timezone, programs, dataDirectory, port, preload, ...dumps },
        dumpHours: hoursBetween(dumps.schedule, timezone) + lateHours,
      },
      { parent: this },
    );
  }
}

/** Hours that a backup may take until somebody is told that there is none. */
const lateHours = 12;

/** @throws Error for a schedule that does not run twice, which the plan makes none of */
function hoursBetween(schedule: string, timezone: string): number {
  const hours = longestGapHours(schedule, timezone);
  if (hours === undefined) throw new Error(`backups by "${schedule}" never follow one another`);
  return Math.ceil(hours);
}
