import type * as pulumi from "@pulumi/pulumi";
import { groupedBy } from "../../model/grouping";
import { entry } from "../../model/record";
import { archiveUserName } from "../../model/vault-names";
import { type EstateComponent } from "../estate-component";
import { OffsiteExportAgent } from "../offsite/export-agent";
import { type PlannedTarget } from "../offsite/planned";
import { type ExportFrom, fromDumps, fromStanza } from "../offsite/source";
import { type Host } from "../remote/host";
import { type VaultArchiveUser } from "../vault/archive-user";
import { type Vault } from "../vault/vault";

/** What a server has that can be brought to the vault, each once. */
export type ExportedCopies = "pgbackrest" | "dump";

/** Where copies of a server are brought, and when. */
export interface ServerExport {
  readonly copies: ExportedCopies;
  readonly planned: PlannedTarget;
  readonly vault: Vault;
  /** 32 random bytes in Base64: without them no export is ever read again. */
  readonly exportKey: pulumi.Input<string>;
}

/** A server that brings its copies there from its own host. */
export interface ExportingServer {
  readonly host: Host;
  readonly stanza: string;
  /** What makes and verifies them; nothing where it makes none. */
  readonly makers: Readonly<Record<ExportedCopies, pulumi.Resource | undefined>>;
}

const sources: Readonly<Record<ExportedCopies, (stanza: string) => ExportFrom>> = {
  pgbackrest: fromStanza,
  dump: fromDumps,
};

/**
 * Brings copies of a PostgreSQL server to the vault, from the server's own host: a job of the export agent for each, and
 * who it is on S3, who reaches the folders of this server alone.
 *
 * @throws Error for copies that the server does not make
 */
export function defineServerExports(
  server: EstateComponent<object>,
  exports_: readonly ServerExport[],
  exporting: ExportingServer,
): void {
  for (const [, ofVault] of groupedBy(exports_, ({ vault }) => vault.ownName)) {
    const [{ vault }] = ofVault;
    const user = vault.defineArchiveUser(
      archiveUserName(vault.ownName, server.ownName),
      ofVault.map((one) => ({
        bucket: entry(vault.buckets, one.planned.store).declaredName,
        prefix: prefixOf(one, exporting),
      })),
    );
    for (const one of ofVault) defineExport(server, one, user, exporting);
  }
}

const prefixOf = ({ planned }: ServerExport, { stanza }: ExportingServer) =>
  `${planned.from}/${stanza}`;

function defineExport(
  server: EstateComponent<object>,
  one: ServerExport,
  user: VaultArchiveUser,
  exporting: ExportingServer,
): void {
  const { copies, planned, vault, exportKey } = one;
  const { job, from: _, vault: _here, store, ...declared } = planned;
  const { host, stanza, makers } = exporting;
  const maker = makers[copies];
  if (maker === undefined)
    throw new Error(`${server.ownName} is to bring what it does not make: ${job}`);
  const bucket = entry(vault.buckets, store);
  new OffsiteExportAgent(
    server.childName(job),
    {
      ...declared,
      ...{ host, prefix: prefixOf(one, exporting), exportKey, from: sources[copies](stanza) },
      bucket: bucket.declaredName,
      keptDays: bucket.expirationDays,
      region: vault.region,
      endpoint: vault.endpoint,
      credentials: user.credentials,
      uses: [maker, bucket, user],
    },
    { parent: server },
  );
}
