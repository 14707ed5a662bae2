import { IperiusServer } from "./components/iperius/server";
import { defineMinio } from "./components/minio/sites";
import { OffsiteExporter } from "./components/offsite/exporter";
import { PbsServer } from "./components/pbs/server";
import { PveCluster } from "./components/pve/cluster";
import { plannedCluster } from "./components/pve/planned";
import { silenceRegistrationEchoes } from "./components/registration-echo";
import { defineHost } from "./components/remote/host";
import { requireSshAgent } from "./components/remote/ssh-agent";
import { Vault } from "./components/vault/vault";
import { VeeamServer } from "./components/veeam/server";
import { loadEstate } from "./config/load";
import { provenPlan, tellOperators } from "./config/plan";
import { engineKeys } from "./model/engine-key";
import { type Place } from "./model/estate";
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
const datastoreOf = ({ store, namespace }: Place) => ({ store, namespace });
const storages = mapRecord(estate.pve.storages, ({ username, place }) => {
  return { username, ...datastoreOf(entry(estate.places, place)) };
});
const pbs = new PbsServer(estate.pbs.host, {
  ...estate.pbs,
  logins: storages,
  parts: Object.values(estate.places)
    .filter(({ engine }) => engine === "pbs")
    .map(datastoreOf),
  instructions: toPbs,
  host: entry(hosts, estate.pbs.host),
  secrets: secrets.apply((all) => all.pbs),
});

const planned = plannedCluster({ ...estate, instructions: toPve }, estate.pve.storages);
const cluster = new PveCluster("cluster", {
  ...estate.pve,
  host: entry(hosts, estate.pve.host),
  ...planned,
  storages: mapRecord(planned.storages, (storage) => ({ ...storage, pbs })),
  apiToken: secrets.pveApiToken,
  encryptionKeys: secrets.pbsEncryptionKeys,
});

/** Fingerprint of the client key of each storage: which escrowed key reads its backups. */
export const { encryptionKeyFingerprints } = cluster;

// The vault: copies that a fire in the lab leaves alone.
const vault = new Vault("vault", {
  ...estate.vault,
  instructions: toVault,
  credentials: secrets.apply(({ aws }) => aws),
  engineKeys: engineKeys(estate),
  secrets,
});

/** Where each engine's own key is escrowed, in AWS Secrets Manager. */
export const { escrowedKeys } = vault;

/** The key without which the offsite copies cannot be read. */
export const vaultKeyArn = vault.key.arn;

/** The offsite buckets. */
export const archiveBuckets = mapRecord(vault.buckets, ({ bucketName }) => bucketName);

// What the backup server brings there: the newest verified image of each guest.
new OffsiteExporter("offsite-export", {
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
new VeeamServer(estate.veeam.host, {
  ...estate.veeam,
  fileServers: estate.fileServers,
  instructions: toVeeam,
  host: entry(hosts, estate.veeam.host),
  password: secrets.veeamEncryptionPassword,
});
new IperiusServer(estate.iperius.host, {
  ...estate.iperius,
  host: entry(hosts, estate.iperius.host),
});

// What nobody of this stack makes: an operator does, or nobody yet.
tellOperators({ operator, notMadeYet });
