import { type Envelope } from "../../../model/remote/envelope";
import { completeDeclaration } from "../../support/complete-declaration";
import { setAt } from "../../support/lab";
import { registeredFor } from "../../support/program";
import { envelopeOf, ofType } from "../../support/registered";

/** What the server is sent, by its kind and its name there. */
const sent = new Map<string, Envelope>();

beforeAll(async () => {
  const declaration = completeDeclaration();
  const section = declaration["pbs"] as Record<string, unknown>;
  const declare = (at: string, value: unknown) => setAt(section, `pbs01.${at}`, value);
  declare("notificationEndpoints.open", {
    ...{ type: "smtp", server: "mx.example.org", mode: "insecure" },
    ...{ fromAddress: "pbs@example.org", mailto: ["all@example.org"] },
  });
  const ping = { type: "webhook", method: "get", url: "https://ping.example.org/" };
  declare("notificationEndpoints.ping", ping);
  declare("notificationEndpoints.chat.secrets", ["key", "pin"]);
  setAt(declaration.secrets["pbs"] as never, "pbs01.webhooks.chat.pin", "1234");
  declare("notificationMatchers.nights.severities", ["info", "error"]);
  declare("notificationMatchers.nights.fields", { type: ["gc", "verify"] });
  declare("notificationMatchers.own", { target: ["mail-to-root", "ping"] });
  for (const resource of ofType(await registeredFor(declaration), "command:remote:Command")) {
    const envelope = envelopeOf(resource);
    sent.set(`${envelope.kind} ${envelope.identity}`, envelope);
  }
});

const inBase64 = (text: string) => Buffer.from(text).toString("base64");

/** What the product's documentation calls each property, its secrets as their file has them. */
const expected: Readonly<
  Record<string, { readonly document: object; readonly secrets?: Readonly<Record<string, string>> }>
> = {
  "user backup-admin@pbs": {
    document: {
      ...{ userid: "backup-admin@pbs", enable: true },
      comment: "people, so that nobody needs root",
    },
    secrets: { password: "s3cr3t-password" },
  },
  "user pve@pbs": {
    document: {
      ...{ userid: "pve@pbs", enable: true, email: "pve@example.org" },
      ...{ firstname: "Proxmox", lastname: "Nodes" },
      comment: "nodes of the cluster, which may only back up",
    },
  },
  "traffic-control daytime": {
    document: {
      ...{ name: "daytime", network: ["10.0.0.0/8"], timeframe: ["mon..fri 8-18"] },
      ...{ "rate-in": "10 MiB", "rate-out": "10 MiB", "burst-in": "20 MiB" },
      ...{ "burst-out": "20 MiB", comment: "by day" },
    },
  },
  "metric server influxdb-http clouds": {
    document: {
      ...{ name: "clouds", enable: true, url: "https://influx.example.org/" },
      ...{ organization: "lab", bucket: "proxmox", token: "as declared", comment: "graphs" },
    },
    secrets: { token: "s3cr3t-tokens" },
  },
  "metric server influxdb-udp graphs": {
    document: {
      ...{ name: "graphs", enable: true, host: "influx.example.org:8089", mtu: 1400 },
      comment: "graphs",
    },
  },
  "notification endpoint sendmail mails": {
    document: {
      ...{ name: "mails", mailto: ["operators@example.org"], "mailto-user": ["root@pam"] },
      ...{ author: "Backup", "from-address": "pbs@example.org", comment: "mails" },
    },
  },
  "notification endpoint gotify phones": {
    document: {
      ...{ name: "phones", server: "https://gotify.example.org", token: "as declared" },
      comment: "phones",
    },
    secrets: { token: "s3cr3t-phones" },
  },
  "notification endpoint smtp relay": {
    document: {
      ...{ name: "relay", server: "mx.example.org", port: 2465, mode: "tls", username: "pbs" },
      ...{ mailto: ["operators@example.org"], "mailto-user": ["root@pam"], author: "Backup" },
      ...{ "from-address": "pbs@example.org", comment: "relay", password: "as declared" },
    },
    secrets: { password: "s3cr3t-relay" },
  },
  // Without a user there is no password to send.
  "notification endpoint smtp open": {
    document: {
      ...{ name: "open", server: "mx.example.org", mode: "insecure" },
      ...{ mailto: ["all@example.org"], "from-address": "pbs@example.org" },
    },
  },
  "notification endpoint webhook chat": {
    document: {
      ...{ name: "chat", method: "post", url: "https://chat.example.org/hook", comment: "chat" },
      ...{ header: [`name=X-Lab,value=${inBase64("astronomy")}`] },
      ...{ body: inBase64("{{ message }}"), secret: "as declared" },
    },
    secrets: {
      secret: `name=key,value=${inBase64("s3cr3t-chat")}\nname=pin,value=${inBase64("1234")}`,
    },
  },
  "notification endpoint webhook ping": {
    document: { name: "ping", method: "get", url: "https://ping.example.org/" },
  },
  "notification matcher nights": {
    document: {
      ...{ name: "nights", target: ["mails"], mode: "all", "invert-match": false },
      ...{ "match-severity": ["info,error"], "match-field": ["exact:type=gc,verify"] },
      ...{ "match-calendar": ["sat,sun 0-6"], comment: "nights" },
    },
  },
  // The server has `mail-to-root` of itself.
  "notification matcher own": { document: { name: "own", target: ["mail-to-root", "ping"] } },
};

describe("who is told of what, and who they are", () => {
  it.each(Object.entries(expected))(
    "is sent as declared: %s",
    (name, { document, secrets = {} }) => {
      const envelope = sent.get(`pbs ${name}`);

      expect(envelope?.document).toEqual(document);
      expect(envelope?.secrets).toEqual(secrets);
    },
  );

  it("shares its names with the other types of its own, which are in the way of it", () => {
    const { settings } = sent.get("pbs metric server influxdb-udp graphs")!;
    const other = sent.get("pbs metric server influxdb-http clouds")!.settings;

    expect(settings).toMatchObject({ siblings: ["/config/metrics/influxdb-http"] });
    expect(other).toMatchObject({ siblings: ["/config/metrics/influxdb-udp"] });
  });
});
