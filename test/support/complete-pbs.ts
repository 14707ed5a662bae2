/** What the lab has nothing of on its Proxmox Backup Server: everything else that can be declared there. */

type Tree = Record<string, unknown>;

export const fingerprint = Array(32).fill("ab").join(":");

const rates = { rateIn: "10 MiB", rateOut: "10 MiB", burstIn: "20 MiB", burstOut: "20 MiB" };

export const datastores: Tree = {
  bucket: {
    path: "/srv/cache",
    backend: { client: "wasabi", bucket: "backups", maxCacheSize: "64 GiB", adopt: false },
  },
  archive: {
    path: "/srv/archive",
    comment: "closed",
    verifyNew: true,
    notificationMode: "notification-system",
    maintenanceMode: { type: "read-only", message: "closed" },
    tuning: {
      chunkOrder: "none",
      syncLevel: "none",
      gcAtimeSafetyCheck: true,
      gcAtimeCutoff: 1500,
      gcCacheCapacity: 1024,
      defaultVerificationWorkers: 4,
      defaultVerificationReaders: 2,
    },
  },
};

const remotes: Tree = {
  nearby: { host: "pbs2.example.org", authId: "sync@pbs!lab" },
  faraway: {
    host: "pbs.example.org",
    port: 8009,
    authId: "sync@pbs!lab",
    fingerprint,
    comment: "offsite",
  },
};

const syncJobs: Tree = {
  pulled: {
    store: "vm-backup",
    ns: "pulled",
    remote: "faraway",
    remoteStore: "main",
    remoteNs: "lab",
    owner: "pve@pbs",
    schedule: "sun 05:00",
    groupFilter: ["type:vm"],
    comment: "pulled",
    verifiedOnly: false,
    encryptedOnly: false,
    resyncCorrupt: false,
    maxDepth: 2,
    transferLast: 3,
    ...rates,
  },
};

const trafficControls: Tree = {
  daytime: {
    network: ["10.0.0.0/8"],
    timeframe: ["mon..fri 8-18"],
    comment: "by day",
    ...rates,
  },
};

const s3Endpoints: Tree = {
  minio: { endpoint: "minio.example.org", accessKey: "AKIB" },
  wasabi: {
    endpoint: "s3.example.org",
    region: "eu-central-1",
    accessKey: "AKIA",
    fingerprint,
    port: 9443,
    pathStyle: false,
    providerQuirks: ["skip-if-none-match-header"],
    ...rates,
  },
};

const metricServers: Tree = {
  graphs: { type: "influxdb-udp", host: "influx.example.org:8089", mtu: 1400, comment: "graphs" },
  clouds: {
    type: "influxdb-http",
    url: "https://influx.example.org/",
    comment: "graphs",
    organization: "lab",
    bucket: "proxmox",
    authenticated: true,
  },
};

const mail = {
  mailto: ["operators@example.org"],
  mailtoUser: ["root@pam"],
  author: "Backup",
  fromAddress: "pbs@example.org",
};

const notificationEndpoints: Tree = {
  mails: { type: "sendmail", ...mail, comment: "mails" },
  phones: { type: "gotify", server: "https://gotify.example.org", comment: "phones" },
  relay: {
    type: "smtp",
    server: "mx.example.org",
    port: 2465,
    mode: "tls",
    username: "pbs",
    ...mail,
    comment: "relay",
  },
  chat: {
    type: "webhook",
    method: "post",
    url: "https://chat.example.org/hook",
    header: { "X-Lab": "astronomy" },
    body: "{{ message }}",
    secrets: ["key"],
    comment: "chat",
  },
};

const notificationMatchers: Tree = {
  nights: {
    target: ["mails"],
    mode: "all",
    invertMatch: false,
    severities: ["info"],
    fields: { datastore: ["vm-backup"], type: ["gc"] },
    comment: "nights",
    matchCalendar: ["sat,sun 0-6"],
  },
};

/** Whole sections of the server's, which replace the lab's. */
export const pbsSections: Tree = {
  remotes,
  syncJobs,
  trafficControls,
  s3Endpoints,
  metricServers,
  notificationEndpoints,
  notificationMatchers,
};

/** Secrets of what is in those sections, and of the lab's users. */
export const pbsSecrets: Tree = {
  passwords: { "backup-admin@pbs": "s3cr3t-password" },
  remotes: { faraway: "s3cr3t-remote", nearby: "s3cr3t-nearby" },
  notificationEndpoints: { phones: "s3cr3t-phones", relay: "s3cr3t-relay" },
  webhooks: { chat: { key: "s3cr3t-chat" } },
  s3Endpoints: { wasabi: "s3cr3t-wasabi", minio: "s3cr3t-minio" },
  metricServers: { clouds: "s3cr3t-tokens" },
};
