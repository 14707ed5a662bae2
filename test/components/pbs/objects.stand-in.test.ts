import { type ObjectNoun } from "../../../components/pbs/object-kinds";
import { BackupServer } from "./backup-server";
import { objectEnvelope } from "./declared";

let server: BackupServer;
beforeAll(async () => (server = await BackupServer.start()));
afterAll(() => server.stop());

interface Subject {
  readonly noun: ObjectNoun;
  readonly declared: object;
  readonly changed: object;
  readonly secrets?: Record<string, string>;
  /** The secrets after a rotation. */
  readonly rotated?: Record<string, string>;
  /** A change by hand: a command and its words. */
  readonly hand: Parameters<BackupServer["by"]>;
}

const manager = (...words: string[]): Subject["hand"] => ["proxmox-backup-manager", ...words];
const debug = (...words: string[]): Subject["hand"] => ["proxmox-backup-debug", "api", ...words];
const endpoint = "/config/notifications/endpoints";

/** Every kind of object: declared, changed, and what a hand changes of it. */
const subjects: Record<string, Subject> = {
  "a remote": {
    noun: "Remote",
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
    noun: "SyncJob",
    declared: {
      store: "main",
      remote: "offsite",
      remoteStore: "main",
      owner: "root@pam",
      schedule: "daily",
      groupFilter: ["type:vm", "exclude:group:vm/100"],
      verifiedOnly: true,
      rateIn: "10MiB",
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
    noun: "SyncJob",
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
    noun: "TrafficControl",
    declared: {
      network: ["10.25.10.0/24", "10.25.20.0/24"],
      rateIn: "1.5 GiB",
      timeframe: ["mon..fri 8-18"],
    },
    changed: { network: ["10.25.10.0/24"], rateOut: "100MB", comment: "out" },
    hand: manager("traffic-control", "update", "NAME", "--burst-in=1GiB"),
  },
  "an S3 endpoint": {
    noun: "S3Endpoint",
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
    noun: "NotificationEndpoint",
    declared: { type: "sendmail", mailtoUser: ["root@pam"], comment: "operators" },
    changed: { type: "sendmail", mailto: ["a@example.org", "b@example.org"] },
    hand: manager("notification", "endpoint", "sendmail", "update", "NAME", "--disable=true"),
  },
  "a gotify endpoint": {
    noun: "NotificationEndpoint",
    declared: { type: "gotify", server: "https://gotify.example.org" },
    changed: { type: "gotify", server: "https://gotify2.example.org", comment: "moved" },
    secrets: { token: "s3cr3t-token" },
    rotated: { token: "s3cr3t-rotated" },
    hand: debug("set", `${endpoint}/gotify/NAME`, "--token=by-hand"),
  },
  "an smtp endpoint": {
    noun: "NotificationEndpoint",
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
    noun: "NotificationEndpoint",
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
    noun: "NotificationMatcher",
    declared: {
      target: ["mail-to-root"],
      matchSeverity: ["warning,error"],
      matchField: ["exact:type=verify"],
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
    noun: "MetricServer",
    declared: { type: "influxdb-udp", host: "lab-mon01.example.org:8089", mtu: 1400 },
    changed: { type: "influxdb-udp", host: "lab-mon01.example.org:8090", comment: "moved" },
    hand: debug("set", "/config/metrics/influxdb-udp/NAME", "--enable=false"),
  },
  "a metric server over HTTP": {
    noun: "MetricServer",
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
};

const writes = /^proxmox-backup-(manager|debug) .*<(create|update|set|generate-token)>/;

describe.each(Object.entries(subjects))("%s", (what, subject) => {
  const name = what.replaceAll(" ", "-").slice(0, 24);
  const { noun, declared, changed, secrets = {}, rotated = secrets, hand } = subject;
  const first = () => objectEnvelope(noun, name, declared, secrets);
  const second = () => objectEnvelope(noun, name, changed, rotated);

  it("is made, and left alone when it is applied again", async () => {
    const envelope = await first();
    expect(await server.observe(envelope)).toBeNull();
    expect(await server.apply(envelope)).toEqual(envelope.document);
    const before = server.count(writes);

    expect(await server.apply(envelope)).toEqual(envelope.document);
    expect(server.count(writes)).toBe(before);
  });

  it("becomes what was changed, and is no more than that", async () => {
    const envelope = await second();

    expect(await server.apply(envelope)).toEqual(envelope.document);
    expect(await server.apply(await first())).toEqual((await first()).document);
  });

  it("shows what a hand changed, and is repaired", async () => {
    const envelope = await first();
    const [command, ...words] = hand;
    await server.by(command, ...words.map((word) => word.replaceAll("NAME", name)));

    expect(await server.observe(envelope)).not.toEqual(envelope.document);
    expect(await server.apply(envelope)).toEqual(envelope.document);
  });

  it("is removed, and its removal repeated", async () => {
    const envelope = await first();

    expect(await server.run("remove", envelope)).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await server.observe(envelope)).toBeNull();
    expect(await server.run("remove", envelope)).toMatchObject({ exitCode: 0 });
  });
});

it("never shows a secret, nor leaves the token that carried it", async () => {
  expect(server.seen).not.toContain("s3cr3t");
  expect(server.seen).not.toContain("czNjcjN0");
  expect(
    await server.by("proxmox-backup-manager", "user", "list-tokens", "root@pam"),
  ).not.toContain("backup-remote");
});
