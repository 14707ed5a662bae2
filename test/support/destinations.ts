import { createHash, scryptSync } from "node:crypto";
import { win32 } from "node:path";

/** What the estate's hosts and providers have after an update, read from where each keeps it. */
export interface Received {
  /** Values of a property of a section of a file below `/etc/proxmox-backup`. */
  pbs(file: string, section: string, property: string): readonly string[];
  /** The hash of a user's password. */
  pbsPassword(user: string): string;
  /** Values of a property of every section of a file below `/etc/pve`. */
  pve(file: string, property: string): readonly string[];
  /** A file below `/etc/pve/priv/storage`. */
  pveSecret(name: string): string;
  /** What Veeam keeps: of its only job names of the repository, the group and the folders; all repositories and theirs; log-ins' users, and SHA-256 of their passwords. */
  veeam(
    part:
      | "repository"
      | "configurationRepository"
      | "protectionGroup"
      | "paths"
      | "repositories"
      | "folders"
      | "users"
      | "passwords",
  ): readonly string[];
  /** Veeam's encryption keys: what each is called, without its mark, and the SHA-256 of its password. */
  veeamKeys(): readonly { readonly name: string; readonly sha256: string }[];
  /** Names of the jobs that were found to be there. */
  iperiusJobs(): readonly string[];
  /** Accounts that the service of Iperius must run as. */
  iperiusAccounts(): readonly string[];
  /** Passwords that MinIO's client was given. */
  minioPasswords(): readonly string[];
  /** An input of every resource of a type. */
  inputs(type: string, input: string): readonly unknown[];
}

/** Where a declared text is to be found again. */
export interface Kept {
  /** What the product has there; one of them must be the text. */
  readonly kept: (received: Received, keys: readonly string[]) => readonly unknown[];
  /** Whether what is kept is the text. Default: whether it equals it. */
  readonly is?: (kept: string, text: string) => boolean;
  /** Whether the product cannot change it. Default: it can. */
  readonly fixed?: true;
}

/**
 * Where a text goes that may hold anything: to a product, or nowhere (`plan`: it is for people alone; `name`: it must
 * be the name of something declared, and is refused as any other).
 */
export type Destination = "plan" | "name" | Kept;

type Decode = (kept: string) => string;

const asKept: Decode = (kept) => kept;
const fromBase64: Decode = (kept) => Buffer.from(kept, "base64").toString();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The value of a key in a property string. */
const within =
  (key: string): Decode =>
  (kept) =>
    new RegExp(`(?:^|,)${key}=([^,]*)`).exec(kept)?.[1] ?? "";

/** A property of the object of the Proxmox Backup Server whose name is the path's fourth key. */
const pbs = (file: string, property: string, decode = asKept): Kept => ({
  kept: (received, [, , , name = ""]) => received.pbs(file, name, property).map(decode),
});
const comment = (file: string) => pbs(file, "comment");
const notifications = (property: string, decode = asKept) =>
  pbs("notifications.cfg", property, decode);

/** The same of a secret, whose path has one key more. */
const pbsSecret = (file: string, property: string, decode = asKept): Kept => ({
  kept: (received, [, , , , name = ""]) => received.pbs(file, name, property).map(decode),
});

const pveJobs = (property: string): Kept => ({
  kept: (received) => received.pve("jobs.cfg", property),
});

const input = (type: string, name: string): Kept => ({
  kept: (received) => received.inputs(type, name),
});

/** `$scrypt$SALT$HASH`, both in Base64 for addresses. */
const isScryptOf = (kept: string, password: string) => {
  const [, , salt = "", hash] = kept.split("$");
  return scryptSync(password, salt, 32).toString("base64url") === hash;
};

/** As Windows writes it. */
const isFolder = (kept: string, text: string) =>
  kept === win32.normalize(text).replace(/(?<=[^:])\\$/, "");

const sameJson = (kept: string, text: string) =>
  JSON.stringify(JSON.parse(kept)) === JSON.stringify(JSON.parse(text));

/**
 * Where each string goes that its form does not keep harmless, by its path in the schema (`leaves.ts`). A
 * string that is not here takes nothing that a shell, PowerShell, a query or a configuration file could take for more
 * than text.
 */
export const destinations: Readonly<Record<string, Destination>> = {
  "places.*[pbs].store": "name",
  "places.*[s3].store": "name",
  "places.*[iperius|git|kubernetes].store": "plan",
  "places.*[veeam].store": {
    kept: (received) => received.veeam("repository"),
  },
  "guests.*.os": "plan",
  "guests.*.role": "plan",
  "guests.*.excludedDisks.*.reason": "plan",
  "fileServers.*.paths.*": {
    kept: (received) => received.veeam("paths"),
    is: isFolder,
  },
  "repositories.*.remote": "plan",
  "claims.*.selector": "plan",
  "exemptions.*.reason": "plan",
  "places.*[s3].unencrypted.reason": "plan",
  "places.*[veeam].unencrypted.reason": "plan",
  "places.*[iperius|git|kubernetes].unencrypted.reason": "plan",
  "pbs.*.datastores.*.path": { ...pbs("datastore.cfg", "path"), fixed: true },
  "pbs.*.datastores.*.comment": comment("datastore.cfg"),
  "pbs.*.datastores.*.maintenanceMode.message": pbs(
    "datastore.cfg",
    "maintenance-mode",
    within("message"),
  ),
  "pbs.*.users.*.comment": comment("user.cfg"),
  "pbs.*.users.*.firstname": pbs("user.cfg", "firstname"),
  "pbs.*.users.*.lastname": pbs("user.cfg", "lastname"),
  "pbs.*.users.*.tokens.*.comment": {
    kept: (received, [, , , user, , token]) =>
      received.pbs("user.cfg", `${user}!${token}`, "comment"),
  },
  "pbs.*.remotes.*.comment": comment("remote.cfg"),
  "pbs.*.syncJobs.*.schedule": pbs("sync.cfg", "schedule"),
  "pbs.*.syncJobs.*.comment": comment("sync.cfg"),
  "pbs.*.trafficControls.*.comment": comment("traffic-control.cfg"),
  "pbs.*.s3Endpoints.*.accessKey": pbs("s3.cfg", "access-key"),
  "pbs.*.metricServers.*[influxdb-udp].comment": comment("metricserver.cfg"),
  "pbs.*.metricServers.*[influxdb-http].comment": comment("metricserver.cfg"),
  "pbs.*.notificationEndpoints.*[sendmail].author": notifications("author"),
  "pbs.*.notificationEndpoints.*[sendmail].comment": notifications("comment"),
  "pbs.*.notificationEndpoints.*[gotify].comment": notifications("comment"),
  "pbs.*.notificationEndpoints.*[smtp].username": notifications("username"),
  "pbs.*.notificationEndpoints.*[smtp].author": notifications("author"),
  "pbs.*.notificationEndpoints.*[smtp].comment": notifications("comment"),
  "pbs.*.notificationEndpoints.*[webhook].url": notifications("url"),
  "pbs.*.notificationEndpoints.*[webhook].header.*": notifications("header", (kept) =>
    fromBase64(within("value")(kept)),
  ),
  "pbs.*.notificationEndpoints.*[webhook].body": notifications("body", fromBase64),
  "pbs.*.notificationEndpoints.*[webhook].comment": notifications("comment"),
  "pbs.*.notificationMatchers.*.comment": notifications("comment"),
  "pve.*.everyJob.comment": pveJobs("comment"),
  "pve.*.everyJob.notesTemplate": pveJobs("notes-template"),
  "veeam.*.encryptionKey": {
    kept: (received) => received.veeamKeys().map(({ name }) => name),
    fixed: true,
  },
  "veeam.*.configurationBackup.repository": {
    kept: (received) => received.veeam("configurationRepository"),
  },
  "veeam.*.credentials.*.user": { kept: (received) => received.veeam("users") },
  "veeam.*.repositories.{}": { kept: (received) => received.veeam("repositories"), fixed: true },
  "veeam.*.repositories.*.folder": {
    kept: (received) => received.veeam("folders"),
    is: isFolder,
    fixed: true,
  },
  "veeam.*.protectionGroups.*": { kept: (received) => received.veeam("protectionGroup") },
  "iperius.*.serviceAccount.name": { kept: (received) => received.iperiusAccounts(), fixed: true },
  "iperius.*.jobs.{}": { kept: (received) => received.iperiusJobs(), fixed: true },
  "secrets.sshPrivateKey": input("command:remote:Command", "connection.privateKey"),
  "secrets.pbs.*.passwords.*": {
    kept: (received, [, , , , user = ""]) => [received.pbsPassword(user)],
    is: isScryptOf,
    // Only what a user begins with is declared.
    fixed: true,
  },
  "secrets.pbs.*.remotes.*": pbsSecret("remote.cfg", "password", fromBase64),
  "secrets.pbs.*.notificationEndpoints.*": {
    kept: (received, [, , , , name = ""]) =>
      ["token", "password"].flatMap((property) =>
        received.pbs("notifications-priv.cfg", name, property),
      ),
  },
  "secrets.pbs.*.webhooks.*.*": pbsSecret("notifications-priv.cfg", "secret", (kept) =>
    fromBase64(within("value")(kept)),
  ),
  "secrets.pbs.*.s3Endpoints.*": pbsSecret("s3.cfg", "secret-key"),
  "secrets.pbsEncryptionKeys.*": {
    kept: (received, [, , name = ""]) => [received.pveSecret(`${name}.enc`)],
    is: sameJson,
  },
  "secrets.pbs.*.metricServers.*": pbsSecret("metricserver.cfg", "token"),
  "secrets.minio.*.password": {
    kept: (received) => [
      ...received.minioPasswords(),
      ...received.inputs("pulumi:providers:minio", "minioPassword"),
    ],
  },
  "secrets.veeam.*.credentials.*": {
    kept: (received) => received.veeam("passwords"),
    is: (kept, password) => kept === sha256(password),
  },
  "secrets.veeamEncryptionPassword.*": {
    kept: (received) => received.veeamKeys().map((key) => key.sha256),
    is: (kept, password) => kept === sha256(password),
  },
  "secrets.pgBackRestCiphers.*": input(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "secretString",
  ),
  "secrets.dumpKeys.*": input("aws:secretsmanager/secretVersion:SecretVersion", "secretString"),
  "secrets.aws.*.secretKey": input("pulumi:providers:aws", "secretKey"),
};
