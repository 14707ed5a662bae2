import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import { IperiusJobCheck } from "./components/iperius/job-check";
import { MinioBucket } from "./components/minio/bucket";
import { MinioReplication } from "./components/minio/replication";
import { defineMinioSite } from "./components/minio/site";
import { PbsDatastore } from "./components/pbs/datastore";
import { PveBackupJob } from "./components/pve/backup-job";
import { PveStorage } from "./components/pve/storage";
import { defineHost } from "./components/remote/host";
import { VaultArchiveBucket } from "./components/vault/archive-bucket";
import { VaultKey } from "./components/vault/key";
import { defineVaultProvider } from "./components/vault/provider";
import { VeeamAgentJob } from "./components/veeam/agent-job";
import { VeeamEncryptionKey } from "./components/veeam/encryption-key";
import { loadEstate } from "./config/load";
import { entry, mapRecord } from "./model/record";

const estate = loadEstate();
const { secrets, pbs, pve, vault, minio, veeam, iperius } = estate;

const hosts = mapRecord(estate.hosts, (host, name) =>
  defineHost(name, { ...host, privateKey: secrets.sshPrivateKey }),
);

// Proxmox Backup Server: where the images of the guests go.
const pbsHost = entry(hosts, pbs.host);
const datastores = mapRecord(
  pbs.datastores,
  (datastore, name) => new PbsDatastore(name, { host: pbsHost, ...datastore }),
);

// Proxmox VE: when they are made.
const cluster = new proxmoxve.Provider("cluster", {
  endpoint: pve.endpoint,
  apiToken: secrets.pveApiToken,
});
const storages = mapRecord(
  pve.storages,
  ({ datastore, username, nodes }, name) =>
    new PveStorage(
      name,
      {
        server: pbsHost.address,
        datastore: entry(datastores, datastore).storeName,
        username,
        nodes,
        fingerprint: pbs.fingerprint,
        tokenSecret: secrets.pbsTokens.apply((tokens) => entry(tokens, name)),
        encryptionKey: secrets.pbsEncryptionKeys.apply((keys) => entry(keys, name)),
      },
      { provider: cluster, dependsOn: [entry(datastores, datastore)] },
    ),
);
mapRecord(pve.backupJobs, ({ storage, schedule, excludedGuests }, name) => {
  const excludedVmids = excludedGuests.map((guest) => entry(estate.guests, guest).vmid);
  const args = { storage: entry(storages, storage), schedule, excludedVmids };
  return new PveBackupJob(name, args, { provider: cluster });
});

// The vault: copies that a fire in the lab leaves alone.
const aws = defineVaultProvider({ ...vault, credentials: secrets.apply(({ aws }) => aws) });
const vaultKey = new VaultKey("astronomy-lab-backup", vault.key, { provider: aws });
const buckets = mapRecord(
  vault.buckets,
  ({ name: bucketName, ...bucket }, name) =>
    new VaultArchiveBucket(name, { bucketName, ...bucket, key: vaultKey }, { provider: aws }),
);

// MinIO: research data and its replica on the other site.
const sites = mapRecord(minio.sites, ({ endpoint, host }, name) =>
  defineMinioSite(name, {
    endpoint,
    host: entry(hosts, host),
    administrator: secrets.minio.apply((administrators) => entry(administrators, name)),
  }),
);
mapRecord(minio.replications, ({ source, target, kmsKey }, name) => {
  const bucket = (place: typeof source) =>
    new MinioBucket(`${place.site}-${place.bucket}`, {
      site: entry(sites, place.site),
      bucketName: place.bucket,
      kmsKey,
    });
  return new MinioReplication(name, { source: bucket(source), target: bucket(target) });
});

// Windows: what Veeam makes, and what Iperius should have made.
const veeamHost = entry(hosts, veeam.host);
const veeamKey = new VeeamEncryptionKey(veeam.encryptionKey, {
  host: veeamHost,
  password: secrets.veeamEncryptionPassword,
});
mapRecord(
  veeam.agentJobs,
  (job, name) =>
    new VeeamAgentJob(name, {
      host: veeamHost,
      repository: veeam.repository,
      key: veeamKey,
      ...job,
    }),
);
mapRecord(
  iperius.jobs,
  (check, job) => new IperiusJobCheck(job, { host: entry(hosts, iperius.host), job, ...check }),
);

/** What an operator needs to know of the deployed estate. */
export const vaultKeyArn = vaultKey.arn;
export const archiveBuckets = mapRecord(buckets, (bucket) => bucket.bucketName);
export const encryptionKeyFingerprints = mapRecord(
  storages,
  (storage) => storage.encryptionKeyFingerprint,
);
