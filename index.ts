import { IperiusJobCheck } from "./components/iperius/job-check";
import { defineMinio } from "./components/minio/sites";
import { defineOffsiteExports } from "./components/offsite/exports";
import { definePbsServer } from "./components/pbs/server";
import { definePveCluster } from "./components/pve/cluster";
import { plannedCluster } from "./components/pve/planned";
import { silenceRegistrationEchoes } from "./components/registration-echo";
import { defineHost } from "./components/remote/host";
import { requireSshAgent } from "./components/remote/ssh-agent";
import { defineVault } from "./components/vault/vault";
import { defineVeeamServer } from "./components/veeam/server";
import { loadEstate } from "./config/load";
import { provenPlan, tellOperators } from "./config/plan";
import { engineKeys } from "./model/engine-key";
import { nothingLeft } from "./model/nothing-left";
import { entry, mapRecord } from "./model/record";

silenceRegistrationEchoes();
const estate = loadEstate();
const { secrets } = estate;

// What the estate guarantees; one that cannot keep its promises ends here. What the plan tells nobody does not compile.
const { pbs: toPbs, pve: toPve, vault: toVault, minio: toMinio, ...told } = provenPlan(estate);
const { veeam: toVeeam, offsiteExport: toExport, operator, notMadeYet, ...others } = told;
nothingLeft(others);

requireSshAgent();
const hosts = mapRecord(estate.hosts, (host, name) =>
  defineHost(name, { ...host, privateKey: secrets.sshPrivateKey }),
);

// Proxmox Backup Server: where the images of the guests go.
const pbs = definePbsServer({
  ...estate.pbs,
  places: estate.places,
  instructions: toPbs,
  host: entry(hosts, estate.pbs.host),
  storages: estate.pve.storages,
  secrets: secrets.apply((all) => all.pbs),
});

/** Fingerprint of the client key of each storage: which escrowed key reads its backups. */
export const encryptionKeyFingerprints = definePveCluster({
  ...estate.pve,
  host: entry(hosts, estate.pve.host),
  ...plannedCluster({ ...estate, instructions: toPve }, estate.pve.storages),
  pbs,
  apiToken: secrets.pveApiToken,
  encryptionKeys: secrets.pbsEncryptionKeys,
});

// The vault: copies that a fire in the lab leaves alone.
const vault = defineVault({
  ...estate.vault,
  instructions: toVault,
  credentials: secrets.apply(({ aws }) => aws),
  engineKeys: engineKeys(estate),
  secrets,
});

/** Where each engine's own key is escrowed, in AWS Secrets Manager. */
export const escrowedKeys = vault.escrowedKeys;

/** The key without which the offsite copies cannot be read. */
export const vaultKeyArn = vault.key.arn;

/** The offsite buckets. */
export const archiveBuckets = mapRecord(vault.buckets, ({ bucketName }) => bucketName);

// What the backup server brings there: the newest verified image of each guest.
defineOffsiteExports({
  ...estate,
  ...estate.offsiteExport,
  instructions: toExport,
  host: entry(hosts, estate.offsiteExport.host),
  storages: estate.pve.storages,
  pbs,
  vault,
  secrets,
});

// MinIO: research data and its replica on the other site.
defineMinio({
  ...estate.minio,
  instructions: toMinio,
  hosts,
  administrators: secrets.minio,
});

// Windows: what Veeam makes, and what Iperius should have made.
defineVeeamServer({
  ...estate.veeam,
  fileServers: estate.fileServers,
  instructions: toVeeam,
  host: entry(hosts, estate.veeam.host),
  password: secrets.veeamEncryptionPassword,
});
mapRecord(
  estate.iperius.jobs,
  ({ maximumAgeHours }, job) =>
    new IperiusJobCheck(job, { host: entry(hosts, estate.iperius.host), job, maximumAgeHours }),
);

// What nobody of this stack makes: an operator does, or nobody yet.
tellOperators({ operator, notMadeYet });
