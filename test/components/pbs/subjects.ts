import { PbsDatastore, type PbsDatastoreArgs } from "../../../components/pbs/datastore";
import { PbsPruneJob, type PbsPruneJobArgs } from "../../../components/pbs/prune-job";
import { PbsVerifyJob, type PbsVerifyJobArgs } from "../../../components/pbs/verify-job";
import { type Envelope } from "../../../model/remote/envelope";
import { type BackupServer } from "./backup-server";
import { aPart, envelopeOf, objectEnvelope, type ObjectNoun } from "./declared";

type Secrets = Readonly<Record<string, string>>;

/** A kind of object: how it is declared, and how it is changed by the stack and by hand. */
export interface Subject {
  /** What the stack sends for one of it. */
  readonly make: (name: string, declared: object, secrets: Secrets) => Promise<Envelope>;
  readonly declared: object;
  readonly changed: object;
  readonly secrets?: Secrets;
  /** The secrets after a rotation. */
  readonly rotated?: Secrets;
  /** A change by hand: a command and its words. */
  readonly hand: Parameters<BackupServer["by"]>;
  /** Where the product keeps it: a file below `/etc/proxmox-backup`, and the type of its section there. */
  readonly kept: readonly [file: string, section: string];
  /**
   * What a hand may write into that file for a property that `changed` leaves as it is; `undefined` takes it out.
   * Default: the value in `changed`, or none.
   */
  readonly byHand?: Readonly<Record<string, string | undefined>>;
  /** Properties that are fixed once the object exists. */
  readonly fixed?: readonly string[];
}

const objects =
  (noun: ObjectNoun): Subject["make"] =>
  (name, declared, secrets) =>
    objectEnvelope(noun, name, declared, secrets);

const manager = (...words: string[]): Subject["hand"] => ["proxmox-backup-manager", ...words];
const debug = (...words: string[]): Subject["hand"] => ["proxmox-backup-debug", "api", ...words];
const endpoint = "/config/notifications/endpoints";

/** Every kind of object: declared, changed, and what a hand changes of it. */
export const subjects: Readonly<Record<string, Subject>> = {
  "a remote": {
    kept: ["remote.cfg", "remote"],
    byHand: { "auth-id": "other@pbs" },
    make: objects("Remote"),
    declared: {
      host: "pbs.example.org",
      authId: "sync@pbs!lab",
      fingerprint: "ab".repeat(32).replace(/..(?=.)/g, "$&:"),
    },
    changed: { host: "pbs2.example.org", authId: "sync@pbs!lab", comment: "moved" },
    secrets: { password: "s3cr3t $(id) '\"`" },
    rotated: { password: "s3cr3t rotated" },
    hand: manager("remote", "update", "NAME", "--password=by-hand"),
  },
  "a sync job": {
    kept: ["sync.cfg", "sync"],
    byHand: {
      store: "other",
      remote: "other",
      "remote-store": "other",
      owner: "other@pbs",
      "remove-vanished": "true",
    },
    make: objects("SyncJob"),
    declared: {
      store: "main",
      remote: "offsite",
      remoteStore: "main",
      owner: "root@pam",
      // In forms that the product prints otherwise, or just as they are.
      schedule: "Sat,sun  4:00",
      groupFilter: ["include:type:vm", "exclude:group:vm/100"],
      verifiedOnly: true,
      encryptedOnly: false,
      rateIn: "10MiB",
      burstIn: "01.50 GiB",
    },
    changed: {
      store: "main",
      remote: "offsite",
      remoteStore: "main",
      owner: "root@pam",
      ns: "lab",
    },
    hand: manager("sync-job", "update", "NAME", "--remove-vanished=true"),
  },
  "a push job": {
    kept: ["sync.cfg", "sync"],
    byHand: {
      store: "other",
      remote: "other",
      owner: "other@pbs",
      "remove-vanished": "true",
      "sync-direction": "pull",
    },
    make: objects("SyncJob"),
    declared: {
      store: "main",
      remote: "offsite",
      remoteStore: "main",
      owner: "root@pam",
      syncDirection: "push",
    },
    changed: {
      store: "main",
      remote: "offsite",
      remoteStore: "other",
      owner: "root@pam",
      syncDirection: "push",
    },
    hand: manager("sync-job", "update", "NAME", "--owner=other@pbs"),
  },
  "a rule of traffic control": {
    kept: ["traffic-control.cfg", "rule"],
    make: objects("TrafficControl"),
    declared: {
      network: ["10.25.20.7/24", "10.25.10.0/24", "2001:DB8::/32"],
      rateIn: "1.0 MiB",
      rateOut: "1.50 GiB",
      timeframe: ["mon..fri 8-18", "sat 08:00 - 18:30"],
    },
    changed: { network: ["10.25.10.0/24"], rateOut: "100MB", comment: "out" },
    hand: manager("traffic-control", "update", "NAME", "--burst-in=1GiB"),
  },
  "an S3 endpoint": {
    kept: ["s3.cfg", "s3-endpoint"],
    make: objects("S3Endpoint"),
    declared: {
      endpoint: "s3.example.org",
      accessKey: "AKIA",
      region: "us-east-1",
      pathStyle: true,
    },
    changed: { endpoint: "{{bucket}}.s3.example.org", accessKey: "AKIB", port: 8443 },
    secrets: { "secret-key": "s3cr3t/+key" },
    rotated: { "secret-key": "s3cr3t rotated" },
    hand: manager("s3", "endpoint", "update", "NAME", "--secret-key=by-hand"),
  },
  "a sendmail endpoint": {
    kept: ["notifications.cfg", "sendmail"],
    make: objects("NotificationEndpoint"),
    declared: { type: "sendmail", mailtoUser: ["root@pam"], comment: "operators" },
    changed: { type: "sendmail", mailto: ["a@example.org", "b@example.org"] },
    hand: manager("notification", "endpoint", "sendmail", "update", "NAME", "--disable=true"),
  },
  "a gotify endpoint": {
    kept: ["notifications.cfg", "gotify"],
    make: objects("NotificationEndpoint"),
    declared: { type: "gotify", server: "https://gotify.example.org" },
    changed: { type: "gotify", server: "https://gotify2.example.org", comment: "moved" },
    secrets: { token: "s3cr3t-token" },
    rotated: { token: "s3cr3t-rotated" },
    hand: debug("set", `${endpoint}/gotify/NAME`, "--token=by-hand"),
  },
  "an smtp endpoint": {
    kept: ["notifications.cfg", "smtp"],
    byHand: { server: "other.example.org", "from-address": "x@example.org" },
    make: objects("NotificationEndpoint"),
    declared: {
      type: "smtp",
      server: "mail.example.org",
      mode: "tls",
      fromAddress: "pbs@example.org",
      mailto: ["ops@example.org"],
      username: "pbs",
    },
    changed: {
      type: "smtp",
      server: "mail.example.org",
      mode: "starttls",
      fromAddress: "pbs@example.org",
      mailtoUser: ["root@pam"],
    },
    secrets: { password: "s3cr3t $HOME" },
    hand: debug("set", `${endpoint}/smtp/NAME`, "--password=by-hand"),
  },
  "a webhook endpoint": {
    kept: ["notifications.cfg", "webhook"],
    make: objects("NotificationEndpoint"),
    declared: {
      type: "webhook",
      url: "https://hook.example.org/x",
      method: "post",
      header: { "Content-Type": "application/json" },
      body: '{"text":"{{ title }}"}\n',
    },
    changed: { type: "webhook", url: "https://hook.example.org/y", method: "put" },
    secrets: { secret: "name=one,value=czNjcjN0\nname=two,value=czNjcjN0Mg==" },
    rotated: { secret: "name=one,value=czNjcjN0Mw==" },
    hand: debug("set", `${endpoint}/webhook/NAME`, "--secret=name=one,value=aGFuZA=="),
  },
  "a matcher": {
    kept: ["notifications.cfg", "matcher"],
    byHand: { target: "other" },
    make: objects("NotificationMatcher"),
    declared: {
      target: ["mail-to-root"],
      severities: ["warning", "error"],
      fields: { type: ["verify"] },
    },
    changed: {
      target: ["mail-to-root"],
      mode: "any",
      invertMatch: true,
      matchCalendar: ["mon..fri 8-18"],
    },
    hand: manager("notification", "matcher", "update", "NAME", "--disable=true"),
  },
  "a metric server over UDP": {
    kept: ["metricserver.cfg", "influxdb-udp"],
    byHand: { enable: "false" },
    make: objects("MetricServer"),
    declared: { type: "influxdb-udp", host: "lab-mon01.example.org:8089", mtu: 1400 },
    changed: { type: "influxdb-udp", host: "lab-mon01.example.org:8090", comment: "moved" },
    hand: debug("set", "/config/metrics/influxdb-udp/NAME", "--enable=false"),
  },
  "a metric server over HTTP": {
    kept: ["metricserver.cfg", "influxdb-http"],
    byHand: { enable: undefined },
    make: objects("MetricServer"),
    declared: {
      type: "influxdb-http",
      url: "https://influx.example.org",
      bucket: "pbs",
      enable: false,
    },
    changed: {
      type: "influxdb-http",
      url: "https://influx.example.org:8086",
      organization: "lab",
      enable: false,
      verifyTls: true,
    },
    secrets: { token: "s3cr3t-influx" },
    rotated: { token: "s3cr3t-rotated" },
    hand: debug("set", "/config/metrics/influxdb-http/NAME", "--token=by-hand"),
  },
  "a user": {
    kept: ["user.cfg", "user"],
    byHand: { enable: "false" },
    make: (name, declared, secrets) => objectEnvelope("User", `${name}@pbs`, declared, secrets),
    declared: { comment: "people", firstname: "Ann", lastname: "Other", email: "a@example.org" },
    changed: { comment: "nobody", email: "b@example.org" },
    hand: manager("user", "update", "NAME@pbs", "--enable=false"),
  },
  "a datastore": {
    kept: ["datastore.cfg", "datastore"],
    fixed: ["path"],
    make: (name, declared) =>
      envelopeOf(
        (host) =>
          new PbsDatastore(name, {
            ...{ host, path: `/mnt/${name}`, verifyNew: true },
            notificationMode: "notification-system",
            ...(declared as Partial<PbsDatastoreArgs>),
          }),
      ),
    declared: {
      comment: "images",
      gcSchedule: "sat 04:00",
      tuning: { syncLevel: "file" },
      maintenanceMode: { type: "read-only", message: "new disk" },
    },
    changed: { gcSchedule: "sun 04:00", verifyNew: false, notificationMode: "legacy-sendmail" },
    hand: manager("datastore", "update", "NAME", "--verify-new=false"),
  },
  "a prune job": {
    kept: ["prune.cfg", "prune"],
    fixed: ["store"],
    byHand: { "max-depth": "7" },
    make: (name, declared) =>
      envelopeOf((host) => {
        const { namespace, ...job } = declared as PruneJob;
        return new PbsPruneJob(name, { host, part: aPart("main", namespace), ...job });
      }),
    declared: {
      schedule: "sun 06:00",
      namespace: "lab",
      retention: { keepLast: 1, keepDaily: 2, keepWeekly: 5, keepMonthly: 1, keepYearly: 1 },
    },
    changed: { schedule: "sun 07:00", retention: { keepWeekly: 6 } },
    hand: manager("prune-job", "update", "NAME", "--disable=true"),
  },
  "a verify job": {
    kept: ["verification.cfg", "verification"],
    fixed: ["store"],
    make: (name, declared) =>
      envelopeOf(
        (host) =>
          new PbsVerifyJob(name, { host, datastore: aPart("main"), ...(declared as VerifyJob) }),
      ),
    declared: { schedule: "daily", verifies: "new" },
    changed: { schedule: "*-01 05:00", verifies: "all" },
    hand: manager("verify-job", "update", "NAME", "--outdated-after=30"),
  },
};

type PruneJob = Pick<PbsPruneJobArgs, "schedule" | "retention"> & { readonly namespace?: string };
type VerifyJob = Pick<PbsVerifyJobArgs, "schedule" | "verifies">;
