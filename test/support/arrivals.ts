import { type Envelope, openEnvelope } from "../../model/remote/envelope";
import { groupedBy } from "../../model/grouping";
import { type RegisteredResource, unsealed } from "./estate";

/** What the program would send, as objects with what each is told. */
export interface Sent {
  /** What kind of remote object it is, or the type of a provider's resource. */
  readonly kind: string;
  readonly name: string;
  /** By property: of a remote object what its document, settings and secrets say, and how its host is reached. */
  readonly cells: Readonly<Record<string, unknown>>;
}

/** Everything that the resources of a program would send; what components declare of themselves is sent nowhere. */
export function sentBy(resources: readonly RegisteredResource[]): Sent[] {
  return resources
    .filter(({ type }) => !type.startsWith("backup:"))
    .map(({ type, name, inputs }) => {
      const envelope = openEnvelope(unsealed(inputs["stdin"]));
      return envelope ? remote(envelope, inputs) : { kind: type, name, cells: { name, ...inputs } };
    });
}

function remote(envelope: Envelope, inputs: Readonly<Record<string, unknown>>): Sent {
  const { kind, identity: name, adopt, document, settings, secrets } = envelope;
  const { connection, create } = inputs;
  const parts = [settings, document, secrets, { connection, create, name, adopt }].flatMap((part) =>
    Object.entries(part),
  );
  // Several parts may have a property of one name: a document's `target`, and the secret that opens it.
  const cells = [...groupedBy(parts, ([key]) => key)].map(
    ([key, alike]) => [key, alike.map(([, value]) => value)] as const,
  );
  return { kind, name, cells: Object.fromEntries(cells) };
}

/**
 * Where a leaf of the declaration arrives.
 *
 * - `plan`: in what the plan says.
 * - `declared`: in what the plan repeats of the site and the items, for people alone.
 * - `name`: it is known by that name in the file and nowhere else, so that references alone depend on it.
 * - `refused`: any other value contradicts the rest of the declaration.
 * - `provider`: only where the cluster is configured through its provider (`arrivalsThroughProvider`).
 */
export type Arrival = "plan" | "declared" | "name" | "refused" | "provider" | Told;

/** What objects that are sent are told. */
export interface Told {
  /** Of the remote objects or resources; the beginning of it is enough. */
  readonly kind: string;
  /**
   * `a|b`: one of the two; `a/`: the leaf's own key within a property that is a list of `key=value`. Default: the
   * leaf's own key, as it is or in the product's spelling.
   */
  readonly property?: string;
  /** Whether another value makes these objects go. Default: they are told something else. */
  readonly goes?: true;
  /** Whether an object is named by it, so that another value is that of another object. Default: no. */
  readonly isName?: true;
}

const told = (kind: string, property?: string): Told => ({ kind, property });

/**
 * Where every leaf arrives, by the beginning of its path in the schema (`leaves.ts`); the longest that fits counts.
 * Of a leaf that is not here, or of which nothing arrives, a test says so.
 */
export const arrivals: Readonly<Record<string, Arrival>> = {
  site: "plan",
  "site.domain": "declared",
  "hosts.{}": "name",
  "hosts.*[posix]": told("pbs user", "connection"),
  "hosts.*[windows]": told("veeam agent job", "connection"),
  "hosts.*[windows].powershell": told("veeam agent job", "create"),
  sizing: "plan",
  nodes: "plan",
  links: "plan",
  windows: "plan",
  places: "plan",
  "places.*[pbs].namespace": told("pve storage"),
  // Two datastores of that declaration lie on one disk.
  "places.*[pbs].medium": "refused",
  "places.*[pbs].offsite": "refused",
  "places.*[s3].offsite": "refused",
  "places.*[s3].storageClass": told("offsite export", "config"),
  "places.*[s3].encryption": told("aws:s3/bucketServerSideEncryption", "rules"),
  "places.*[pgbackrest|dump].site": told("postgres", "options|config"),
  "places.*[pgbackrest|dump].store": told("postgres", "options|config"),
  "places.*[pgbackrest|dump].kmsKey": told("minio:index/s3BucketServerSideEncryption", "kmsKeyId"),
  "places.*[veeam].store": told("veeam agent job", "repository"),
  "places.*[veeam].verified": told("veeam agent job", "healthCheck"),
  "places.*[veeam].encryption": told("veeam agent job", "encryptionKey"),
  classes: "plan",
  guests: "plan",
  "guests.*.vmid": told("pve backup job", "vmid"),
  "guests.*.os": "declared",
  "guests.*.role": "declared",
  "guests.*.cpus": "declared",
  "guests.*.memoryGB": "declared",
  "guests.*.vlan": "declared",
  fileServers: "plan",
  "fileServers.*.paths.*": told("veeam agent job", "paths"),
  databases: "plan",
  // Another guest has no server that would back it up.
  "databases.*.guest": "refused",
  "databases.*.database": told("postgres backup", "config"),
  buckets: "plan",
  repositories: "plan",
  "repositories.*.remote": "declared",
  claims: "plan",
  "claims.*.selector": "declared",
  drives: "plan",
  "drives.{}": "declared",
  "drives.*.node": "declared",
  "drives.*.count": "declared",
  "drives.*.sizeGB": "declared",
  "drives.*.spares": "declared",
  exemptions: "plan",
  "adopt.*": told("pbs remote", "adopt"),

  "pbs.{}": "name",
  "pve.{}": "name",
  "vault.{}": told("aws:iam/user:User", "name"),
  "offsiteExport.{}": told("aws:iam/user:User", "name"),
  "veeam.{}": "name",
  "iperius.{}": "name",
  "places.*[pbs].server": "refused",
  "places.*[s3].server": "refused",
  "places.*[veeam].server": "refused",
  "nodes.*.cluster": "refused",
  "offsiteExport.*.pbs": "refused",
  "pbs.*.host": told("pbs user", "connection"),
  "pbs.*.port": told("pbs user"),
  "pbs.*.fingerprint": told("pve storage"),
  "pbs.*.datastores.{}": told("pbs datastore", "name"),
  "pbs.*.datastores.*": told("pbs datastore"),
  "pbs.*.datastores.*.tuning": told("pbs datastore", "tuning/"),
  "pbs.*.datastores.*.maintenanceMode": told("pbs datastore", "maintenance-mode/"),
  "pbs.*.datastores.*.backend": told("pbs datastore", "backend/"),
  "pbs.*.datastores.*.backend.adopt": told("pbs datastore"),
  "pbs.*.users.{}": told("pbs user", "userid"),
  "pbs.*.users.*": told("pbs user"),
  "pbs.*.users.*.initialPassword": told("pbs user", "password"),
  "pbs.*.users.*.tokens.{}": told("pbs token", "token"),
  "pbs.*.users.*.tokens": told("pbs token"),
  "pbs.*.users.*.grants": told("pbs acl", "grants"),
  "pbs.*.remotes.{}": told("pbs remote", "name"),
  "pbs.*.remotes.*": told("pbs remote"),
  "pbs.*.syncJobs.{}": told("pbs sync-job", "id"),
  "pbs.*.syncJobs.*": told("pbs sync-job"),
  "pbs.*.trafficControls.{}": told("pbs traffic-control", "name"),
  "pbs.*.trafficControls.*": told("pbs traffic-control"),
  "pbs.*.s3Endpoints.{}": told("pbs s3 endpoint", "id"),
  "pbs.*.s3Endpoints.*": told("pbs s3 endpoint"),
  "pbs.*.metricServers.{}": told("pbs metric server", "name"),
  "pbs.*.metricServers.*[influxdb-udp]": told("pbs metric server influxdb-udp"),
  "pbs.*.metricServers.*[influxdb-http]": told("pbs metric server influxdb-http"),
  "pbs.*.metricServers.*[influxdb-http].authenticated": told("pbs metric server", "token"),
  "pbs.*.notificationEndpoints.{}": told("pbs notification endpoint", "name"),
  "pbs.*.notificationEndpoints.*[sendmail]": told("pbs notification endpoint sendmail"),
  "pbs.*.notificationEndpoints.*[gotify]": told("pbs notification endpoint gotify"),
  "pbs.*.notificationEndpoints.*[smtp]": told("pbs notification endpoint smtp"),
  "pbs.*.notificationEndpoints.*[webhook]": told("pbs notification endpoint webhook"),
  "pbs.*.notificationEndpoints.*[webhook].header": told("pbs notification endpoint", "header"),
  "pbs.*.notificationEndpoints.*[webhook].secrets": told("pbs notification endpoint", "secret"),
  "pbs.*.notificationMatchers.{}": told("pbs notification matcher", "name"),
  "pbs.*.notificationMatchers.*": told("pbs notification matcher"),
  "pbs.*.notificationMatchers.*.severities": told("pbs notification matcher", "match-severity"),
  "pbs.*.notificationMatchers.*.fields": told("pbs notification matcher", "match-field"),

  "pve.*.through": "provider",
  "pve.*.host": told("pve backup job", "connection"),
  "pve.*.endpoint": "provider",
  "pve.*.storages.{}": told("pve storage", "name"),
  "pve.*.storages.*": told("pve storage"),
  "pve.*.storages.*.place": told("pve storage", "datastore"),
  "pve.*.everyJob": told("pve backup job"),
  "pve.*.everyJob.changeDetectionMode": told("pve backup job", "pbs-change-detection-mode"),
  "pve.*.everyJob.fleecingStorage": told("pve backup job", "fleecing"),

  "vault.*.region": told("pulumi:providers:aws"),
  "vault.*.endpoint": told("pulumi:providers:aws", "endpoints"),
  "vault.*.tags.{}": told("pulumi:providers:aws", "defaultTags"),
  "vault.*.tags.*": told("pulumi:providers:aws", "defaultTags"),
  "vault.*.key.alias": told("aws:kms/alias:Alias", "name"),
  "vault.*.key.rotationDays": told("aws:kms/key:Key", "rotationPeriodInDays"),
  "vault.*.key.deletionWindowDays": told("aws:kms/key:Key", "deletionWindowInDays"),
  "vault.*.access": told("aws:kms/key:Key", "policy"),
  "vault.*.access.assumedBy": told("aws:iam/role:Role", "assumeRolePolicy"),
  "vault.*.access.writerNetworks": told("aws:iam/userPolicy:UserPolicy", "policy"),
  "vault.*.buckets.{}": "name",
  "vault.*.buckets.*.name": told("aws:s3/bucket:Bucket", "bucket"),
  "vault.*.buckets.*.keptDays": told("aws:s3/bucketObjectLockConfiguration", "rule"),
  "vault.*.logs.name": told("aws:s3/bucketLogging:BucketLogging", "targetBucket"),
  "vault.*.logs.keptDays": told("aws:s3/bucketLifecycleConfiguration", "rules"),
  "vault.*.alarms.emails": {
    ...told("aws:sns/topicSubscription:TopicSubscription", "endpoint"),
    isName: true,
  },
  "vault.*.alarms.monthlyLimitUSD": told("aws:budgets/budget:Budget", "limitAmount"),

  "offsiteExport.*.host": told("offsite export", "connection"),
  "offsiteExport.*.username": told("offsite export", "config"),

  "postgres.{}": "name",
  "postgres.*.host": told("postgres stanza", "connection"),
  // Another guest has no database of a class that pgBackRest serves.
  "postgres.*.guest": "refused",
  "postgres.*.version": told("postgres stanza", "server"),
  "postgres.*.port": told("postgres stanza"),
  "postgres.*.dataDirectory": told("postgres stanza", "server"),
  "postgres.*.programDirectory": told("postgres stanza", "programs"),
  "postgres.*.preload.*": told("postgres backup", "config"),

  "minio.sites.{}": "name",
  "minio.sites.*.endpoint": told("pulumi:providers:minio", "minioServer"),
  "minio.sites.*.host": told("minio replication rule", "connection"),
  "minio.replications.{}": told("minio replication rule", "name"),
  "minio.replications.*.source.site": told("minio replication rule", "source"),
  "minio.replications.*.source.bucket": told("minio replication rule", "bucket"),
  "minio.replications.*.target": told("minio replication rule", "target"),
  "minio.replications.*.kmsKey": told("minio:index/s3BucketServerSideEncryption", "kmsKeyId"),

  "veeam.*.host": told("veeam agent job", "connection"),
  "veeam.*.encryptionKey": told("veeam encryption key", "name"),
  "veeam.*.configurationBackup.repository": told("veeam configuration backup", "repository"),
  "veeam.*.configurationBackup.restorePoints": told("veeam configuration backup", "restorePoints"),
  "veeam.*.repositories.{}": { kind: "veeam repository", property: "name", isName: true },
  "veeam.*.repositories.*.folder": told("veeam repository", "folder"),
  "veeam.*.notifications": told("veeam agent job", "notifications"),
  "veeam.*.credentials.{}": { kind: "veeam credentials", property: "name", isName: true },
  "veeam.*.credentials.*.user": told("veeam credentials", "user"),
  "veeam.*.offsiteExport.login": told("windows offsite export", "tasks"),
  "veeam.*.computers": told("veeam protection group", "computers"),
  "veeam.*.computers.{}": "name",
  "veeam.*.protectionGroups.{}": "name",
  "veeam.*.protectionGroups.*": told("veeam agent job", "protectionGroups"),

  "iperius.*.host": told("iperius job", "connection"),
  "iperius.*.jobs.{}": told("iperius job", "job"),
  "iperius.*.jobs.*.class": "refused",
  "iperius.*.jobs.*.maximumAgeHours": told("iperius job", "maximumAgeHours"),
  "iperius.*.jobs.*.lastResult": told("iperius job", "lastResult"),
  "iperius.*.jobs.*.sha256": told("iperius job", "file"),
  "iperius.*.jobs.*.changingKeys": told("iperius job", "changingKeys"),
  "iperius.*.serviceAccount.name": told("iperius folder", "serviceAccount"),
  "iperius.*.serviceAccount.sid": told("iperius folder", "entries|accounts"),

  "secrets.sshPrivateKey": told("pbs user", "connection"),
  "secrets.pveApiToken.*": "provider",
  "secrets.pbs.*.passwords": told("pbs user", "password"),
  "secrets.pbs.*.remotes": told("pbs remote", "password"),
  "secrets.pbs.*.notificationEndpoints": told("pbs notification endpoint", "token|password"),
  "secrets.pbs.*.webhooks": told("pbs notification endpoint", "secret"),
  "secrets.pbs.*.s3Endpoints": told("pbs s3 endpoint", "secret-key"),
  "secrets.pbs.*.metricServers": told("pbs metric server", "token"),
  "secrets.pbsEncryptionKeys": told("pve storage", "encryption-key"),
  "secrets.minio.*.user": told("pulumi:providers:minio", "minioUser"),
  "secrets.minio.*.password": told("pulumi:providers:minio", "minioPassword"),
  "secrets.veeam": told("veeam credentials", "password"),
  "secrets.veeamEncryptionPassword.*": told("veeam encryption key", "password"),
  "secrets.pgBackRestCiphers": told("postgres stanza", "repo1-cipher-pass"),
  "secrets.dumpKeys": told("postgres dump", "dump-key"),
  "secrets.exportKey": told("aws:secretsmanager/secretVersion", "secretString"),
  "secrets.aws": told("pulumi:providers:aws"),
};

const providerStorage = "proxmoxve:storage/pbs:Pbs";
const providerJob = "proxmoxve:backup/job:Job";

/** Where leaves arrive, by their paths, where the cluster is configured through its provider. */
export const arrivalsThroughProvider: Readonly<Record<string, Told>> = {
  "pve.*.through": { kind: providerJob, goes: true },
  "pve.*.endpoint": told("pulumi:providers:proxmoxve"),
  "secrets.pveApiToken.*": told("pulumi:providers:proxmoxve", "apiToken"),
  "pbs.*.fingerprint": told(providerStorage),
  "places.*[pbs].namespace": told(providerStorage),
  "pve.*.storages.*.place": told(providerStorage, "datastore"),
  "pve.*.storages.*.username": told(providerStorage),
  "pve.*.storages.*.nodes.*": told(providerStorage),
  "secrets.pbsEncryptionKeys.*": told(providerStorage, "encryptionKey"),
  "guests.*.vmid": told(providerJob, "vmids"),
  "pve.*.everyJob.notesTemplate": told(providerJob),
  "pve.*.everyJob.repeatMissed": told(providerJob),
  "pve.*.everyJob.changeDetectionMode": told(providerJob, "pbsChangeDetectionMode"),
  "pve.*.everyJob.fleecingStorage": told(providerJob, "fleecing"),
};
