import { Adoption } from "./components/adoption";
import { IperiusServer } from "./components/iperius/server";
import { defineMinio } from "./components/minio/sites";
import {
  allArchiveUsers,
  archiveUsers,
  databaseArchiveUsers,
} from "./components/offsite/archive-users";
import { defineOffsiteExporters } from "./components/offsite/exporters";
import { definePbsServers } from "./components/pbs/servers";
import { definePostgresServers } from "./components/postgres/servers";
import { definePveClusters } from "./components/pve/clusters";
import { takeUpWhatExists } from "./components/recovery";
import { defineHost } from "./components/remote/host";
import { silenceRegistrationEchoes } from "./components/registration-echo";
import { warnOfLogIns } from "./components/remote/log-ins";
import { requireSshAgent } from "./components/remote/ssh-agent";
import { EscrowedKeys } from "./components/vault/escrowed-keys";
import { defineVaults } from "./components/vault/vaults";
import { veeamArchiveUsers } from "./components/veeam/planned-export";
import { defineVeeamServers } from "./components/veeam/servers";
import { refuseUnknownAdoptions } from "./config/adoption";
import { loadEstate } from "./config/load";
import { provenPlan, tellOperators } from "./config/plan";
import { engineKeys } from "./model/engine-key";
import { nothingLeft } from "./model/nothing-left";
import { entry, mapRecord, merged } from "./model/record";

silenceRegistrationEchoes();
takeUpWhatExists();
const estate = loadEstate();
const { secrets, planned } = estate;

// What the estate guarantees; one that cannot keep its promises ends here. What the plan tells nobody does not compile.
const { pbs: toPbs, pve: toPve, vault: toVault, minio: toMinio, ...told } = provenPlan(planned);
const { veeam: toVeeam, postgres: toPostgres, offsiteExport: toExport, ...rest } = told;
const { postgresExport: toPostgresExport, veeamExport: toVeeamExport, ...last } = rest;
const { dumps: toDump, operator, notMadeYet, ...others } = last;
nothingLeft(others);

requireSshAgent();
warnOfLogIns();
// What exists already and becomes this stack's own; anything else that exists is not touched.
const adoption = new Adoption(estate.adopt);
const hosts = mapRecord(estate.hosts, (host, name) =>
  defineHost(name, { ...host, adoption, privateKey: secrets.sshPrivateKey }),
);

// Proxmox Backup Server: where the images of the guests go.
const backupServers = definePbsServers(estate, planned.places, toPbs, hosts, secrets.pbs);

// The vaults: copies that a fire in the lab leaves alone.
const declaredKeys = engineKeys(estate);
const writers = allArchiveUsers(
  archiveUsers(estate, planned.places, toExport),
  databaseArchiveUsers({ ...planned, ...estate }, planned.places, toPostgresExport),
  veeamArchiveUsers(estate, planned.places, toVeeamExport),
);
const vaults = defineVaults(estate.vault, toVault, declaredKeys, writers, secrets);

// Whatever uses a key of an engine waits until every vault keeps it.
const keys = new EscrowedKeys(declaredKeys, vaults, secrets);

/** Where each engine's own key is escrowed, in the AWS Secrets Manager of each vault. */
export const escrowedKeys = mapRecord(vaults, (vault) => vault.escrowedKeys);

/** The keys without which the offsite copies cannot be read. */
export const vaultKeyArns = mapRecord(vaults, ({ key }) => key.arn);

/** The offsite buckets. */
export const archiveBuckets = mapRecord(vaults, ({ buckets }) =>
  mapRecord(buckets, ({ bucketName }) => bucketName),
);

// Proxmox VE: what makes them.
const clusters = definePveClusters(estate.pve, toPve, {
  planned,
  hosts,
  backupServers,
  keys,
  secrets,
});

/** Fingerprint of the client key of each storage: which escrowed key reads its backups. */
export const encryptionKeyFingerprints = merged(
  clusters,
  (cluster) => cluster.encryptionKeyFingerprints,
);

// What is brought there from the backup servers: the newest verified image of each guest.
const around = { ...planned, hosts, backupServers, vaults, keys, secrets };
defineOffsiteExporters(estate, toExport, around);

// MinIO: research data and its replica on the other site.
const sites = defineMinio({
  ...estate.minio,
  instructions: toMinio,
  hosts,
  administrators: secrets.minio,
});

// PostgreSQL: its log, its backups and its dumps, on their way to MinIO, and from there to the vault.
const toServers = { backups: toPostgres, exports: toPostgresExport, dumps: toDump };
const toDatabases = { ...planned, hosts, sites, vaults, keys };
definePostgresServers(estate.postgres, toServers, toDatabases);

// Windows: what Veeam makes and brings to the vault, and what Iperius should have made.
defineVeeamServers(estate, toVeeam, toVeeamExport, around, secrets.veeam);
mapRecord(
  estate.iperius,
  (declared, name) => new IperiusServer(name, { ...declared, host: entry(hosts, declared.host) }),
);

// What nobody of this stack makes: an operator does, or nobody yet.
tellOperators({ operator, notMadeYet });
refuseUnknownAdoptions(adoption.unknown, adoption.known);
