import * as pulumi from "@pulumi/pulumi";
import { MinioBucket } from "../../../components/minio/bucket";
import { MinioSite } from "../../../components/minio/site";
import { PostgresServer, type PostgresServerArgs } from "../../../components/postgres/server";
import { defineHost } from "../../../components/remote/host";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { type RegisteredResource, runProgram, unsealed } from "../../support/estate";

/** What nobody may see. */
export const dumpKey = "s3cr3t password; with #signs = and 'quotes' $HOME of dumps";
export const cipher = "s3cr3t passphrase; with #signs = and 'quotes' $HOME of a repository";

/** What differs from the usual server. */
export interface ServerChanges {
  readonly declared?: Partial<PostgresServerArgs["declared"]>;
  readonly retentionFull?: number;
  readonly schedule?: string;
  readonly endpoint?: string;
  readonly bucketName?: string;
  readonly cipher?: string;
  /** What is dumped of it. Default: `astronomical_data`. */
  readonly dumps?: {
    readonly databases?: readonly string[];
    readonly keepLast?: number;
    readonly dumpKey?: string;
  };
}

/** A server as it is registered. */
export function registered(changes: ServerChanges = {}): Promise<readonly RegisteredResource[]> {
  const { endpoint = "fs03.example.org:9000", bucketName = "database-backups" } = changes;
  return runProgram({}, () => {
    const machine = (name: string) =>
      defineHost(name, {
        ...{ address: name, port: 22, user: "root", hostKey: "ssh-ed25519 AAAA" },
        privateKey: pulumi.secret("s3cr3t key"),
        platform: "posix",
      });
    const site = new MinioSite("fs03", {
      endpoint,
      host: machine("fs03"),
      administrator: pulumi.secret({ user: "admin", password: "s3cr3t administrator" }),
    });
    const bucket = new MinioBucket(
      `fs03-${bucketName}`,
      { site, bucketName, kmsKey: "backup-key" },
      { parent: site },
    );
    new PostgresServer("proj-pg01", {
      host: machine("proj-pg01"),
      declared: { guest: "proj-pg01", version: 16, port: 5432, preload: [], ...changes.declared },
      bucket,
      cipher: pulumi.secret(changes.cipher ?? cipher),
      databases: ["astronomical_data"],
      schedule: changes.schedule ?? "01:00",
      timezone: "America/New_York",
      retentionFull: changes.retentionFull ?? 30,
      rpoHours: 24,
      exports: [],
      dumps: {
        ...{ bucket, databases: ["astronomical_data"], schedule: "sun 02:00" },
        ...{ keepLast: 6, keepWithinDays: 30, ...changes.dumps },
        dumpKey: pulumi.secret(changes.dumps?.dumpKey ?? dumpKey),
      },
    });
  });
}

/** What its host is sent of an object. */
export function envelopeOf(
  resources: readonly RegisteredResource[],
  name: "proj-pg01-stanza-archiving" | "proj-pg01-backup-job" | "proj-pg01-dump-job",
): Envelope {
  const found = resources.find((resource) => resource.name === name);
  const envelope = openEnvelope(unsealed(found?.inputs["stdin"]));
  if (envelope === undefined) throw new Error(`no remote object ${name} was registered`);
  return envelope;
}
