import type * as pulumi from "@pulumi/pulumi";
import { entry } from "../../model/record";
import { archiveUserName } from "../../model/vault-names";
import { type EstateComponent } from "../estate-component";
import { OffsiteExportAgent } from "../offsite/export-agent";
import { type PlannedTarget } from "../offsite/planned";
import { fromStanza } from "../offsite/source";
import { type Host } from "../remote/host";
import { type Vault } from "../vault/vault";

/** Where the repository of a server is brought, and when. */
export interface RepositoryExport {
  readonly planned: PlannedTarget;
  readonly vault: Vault;
  /** 32 random bytes in Base64: without them no export is ever read again. */
  readonly exportKey: pulumi.Input<string>;
}

/** The same, on a server. */
export interface RepositoryExportArgs extends RepositoryExport {
  readonly host: Host;
  readonly stanza: string;
  /** What makes and verifies the backups. */
  readonly backup: pulumi.Resource;
}

/**
 * Brings the repository of a PostgreSQL server to the vault, from the server's own host: a job of the export agent, and
 * who it is on S3, who reaches the folder of this server alone.
 */
export function defineRepositoryExport(
  server: EstateComponent<object>,
  { planned, vault, exportKey, host, stanza, backup }: RepositoryExportArgs,
): OffsiteExportAgent {
  const { job, from, vault: _here, store, ...declared } = planned;
  const bucket = entry(vault.buckets, store);
  const prefix = `${from}/${stanza}`;
  const user = vault.defineArchiveUser(archiveUserName(vault.ownName, server.ownName), [
    { bucket: bucket.declaredName, prefix },
  ]);
  return new OffsiteExportAgent(
    server.childName(job),
    {
      ...declared,
      ...{ host, prefix, exportKey, from: fromStanza(stanza) },
      bucket: bucket.declaredName,
      keptDays: bucket.expirationDays,
      region: vault.region,
      endpoint: vault.endpoint,
      credentials: user.credentials,
      uses: [backup, bucket, user],
    },
    { parent: server },
  );
}
