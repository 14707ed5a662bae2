import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type MinioBucket } from "../minio/bucket";
import { defineMinioUser } from "../minio/user";
import { credentialsFile } from "../offsite/s3-credentials";
import { agentObject } from "../remote/agent";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { dumpProgram } from "./dump-program";
import { repositoryPolicy } from "./repository-policy";
import { dumpServices, dumpTimers } from "./units";

/** What is dumped of a server, when, and what is kept of it. */
export interface PostgresDumpDeclaration {
  /** The server's, which the folder of its repository is called by. */
  readonly stanza: string;
  /** Calendar event. */
  readonly schedule: string;
  /** A time zone of the IANA database: that of the schedule. */
  readonly timezone: string;
  /** Names of the databases that are dumped. */
  readonly databases: readonly string[];
  /** Directory of the server's programs. */
  readonly programs: string;
  readonly dataDirectory: string;
  readonly port: number;
  /** Libraries without which its data cannot be opened. */
  readonly preload: readonly string[];
  /** Sets that stay, however old. */
  readonly keepLast: number;
  /** Days that a set may be older than the newest, and stays. */
  readonly keepWithinDays: number;
  /** Hours that may lie between two sets. */
  readonly dumpHours: number;
}

/** The same, on a host. */
export interface PostgresDumpAgentArgs extends PostgresDumpDeclaration {
  readonly host: Host;
  /** Where its repository is, a folder of its own. */
  readonly bucket: MinioBucket;
  /** The password of the repository. */
  readonly dumpKey: pulumi.Input<string>;
}

/**
 * Installs the agent that dumps databases of a PostgreSQL server into a restic repository and restores them beside
 * production (`agents/database-dump`), with its timer, and the log-in to the repository's folder, which can end no version.
 * Destroying it leaves every dump.
 */
export class PostgresDumpAgent extends EstateComponent<
  PostgresDumpDeclaration & { readonly host: string }
> {
  constructor(name: string, args: PostgresDumpAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, bucket, dumpKey, ...declared } = args;
    super(
      {
        type: "backup:postgres:DumpAgent",
        onRemoval: "nothing is dumped any more; the dumps that were made stay",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    const { stanza, schedule, timezone, programs, dataDirectory, ...rest } = declared;
    const user = defineMinioUser(
      this,
      bucket.site,
      bucket.bucketName.apply((each) => repositoryPolicy(each, stanza)),
    );
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "postgres dump",
        identity: stanza,
        ...agentObject({
          scripts: [path.join(__dirname, "scripts", "dump-agent.sh")],
          program: dumpProgram(),
          services: dumpServices,
          timers: dumpTimers(stanza, schedule, timezone),
          config: {
            binDirectory: programs,
            dataDirectories: [dataDirectory],
            endpoint: `https://${bucket.site.endpoint}`,
            bucket: bucket.bucketName,
            stateDirectory: "/var/lib/database-dump",
            ...rest,
          },
          secrets: {
            "dump-key": dumpKey,
            "s3-credentials": pulumi
              .all([user.name, user.secret])
              .apply(([accessKey, secretKey]) => credentialsFile({ accessKey, secretKey })),
          },
        }),
      },
      { parent: this, dependsOn: [user.ready] },
    );
    this.registerOutputs({});
  }
}
