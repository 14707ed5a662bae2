import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { agentObject } from "../remote/agent";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { databaseProgram } from "./program";
import { backupServices, backupTimers } from "./units";

/** What is backed up on a server, and when. */
export interface PostgresBackupDeclaration {
  readonly stanza: string;
  /** Calendar event; the first backup of each ISO week is a full one. */
  readonly schedule: string;
  /** A time zone of the IANA database: that of the schedule and of weeks. */
  readonly timezone: string;
  /** Names of the databases that must be there after a restore. */
  readonly databases: readonly string[];
  /** Directory of the server's programs. */
  readonly programs: string;
  readonly dataDirectory: string;
  readonly port: number;
  /** Libraries without which its data cannot be opened. */
  readonly preload: readonly string[];
  /** Minutes that may be lost. */
  readonly rpoMinutes: number;
  /** Hours that may lie between two backups. */
  readonly backupHours: number;
}

/** The same, on a host. */
export interface PostgresBackupAgentArgs extends PostgresBackupDeclaration {
  readonly host: Host;
  /** What has to be there before anything is backed up. */
  readonly uses: readonly pulumi.Resource[];
}

/**
 * Installs the agent that backs up a PostgreSQL server, verifies its repository and restores it beside production
 * (`agents/database-backup`), with its timers. Destroying it leaves every backup.
 */
export class PostgresBackupAgent extends EstateComponent<
  PostgresBackupDeclaration & { readonly host: string }
> {
  constructor(name: string, args: PostgresBackupAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, uses, ...declared } = args;
    super(
      {
        type: "backup:postgres:BackupAgent",
        onRemoval: "no backups are made any more; those that were made stay",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    const { stanza, schedule, timezone, programs, dataDirectory, ...rest } = declared;
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "postgres backup",
        identity: stanza,
        ...agentObject({
          scripts: [path.join(__dirname, "scripts", "backup-agent.sh")],
          program: databaseProgram(),
          services: backupServices,
          timers: backupTimers(stanza, schedule, timezone),
          config: {
            binDirectory: programs,
            dataDirectories: [dataDirectory],
            heartbeatDatabase: "postgres",
            stateDirectory: "/var/lib/database-backup",
            timezone,
            ...rest,
          },
        }),
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}
