import { completeDeclaration } from "../support/complete-declaration";
import { type RegisteredResource } from "../support/estate";
import { registeredFor } from "../support/program";
import { envelopeOf, ofType } from "../support/registered";

type Section = Readonly<Record<string, unknown>>;

const declaration = completeDeclaration();
const { pbs01: declared } = declaration["pbs"] as { pbs01: Readonly<Record<string, Section>> };
const { pbs01: secrets } = declaration.secrets["pbs"] as {
  pbs01: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await registeredFor(declaration);
});

/** What the server is sent of that kind, by its name there. */
function sent(kind: RegExp) {
  const objects = ofType(resources, "command:remote:Command").map((resource) => ({
    ...{ resource, envelope: envelopeOf(resource) },
  }));
  const found = objects.filter(({ envelope }) => kind.test(envelope.kind));
  return new Map(found.map((object) => [object.envelope.identity, object]));
}

/** The kinds of what a section declares. */
const kinds = {
  datastores: /^pbs datastore$/,
  s3Endpoints: /^pbs s3 endpoint$/,
  remotes: /^pbs remote$/,
  syncJobs: /^pbs sync-job$/,
  trafficControls: /^pbs traffic-control$/,
  metricServers: /^pbs metric server /,
  notificationEndpoints: /^pbs notification endpoint /,
  notificationMatchers: /^pbs notification matcher$/,
};

/**
 * Where the product has what holds secrets, as its documentation says: the API's path, the file that root alone can read
 * and the section's type in it, the property that names one, and the form in which that file has each secret.
 */
const sealed: Readonly<Record<string, object>> = {
  "pbs user": { path: "/access/users", file: "user.cfg", section: "user", key: "userid" },
  "pbs s3 endpoint": {
    ...{ path: "/config/s3", file: "s3.cfg", section: "s3-endpoint", key: "id" },
    secrets: { "secret-key": "text" },
  },
  "pbs remote": {
    ...{ path: "/config/remote", file: "remote.cfg", section: "remote", key: "name" },
    secrets: { password: "base64" },
  },
  "pbs metric server influxdb-udp": metricServer("influxdb-udp", {}),
  "pbs metric server influxdb-http": metricServer("influxdb-http", { token: "text" }),
  "pbs notification endpoint gotify": endpoint("gotify", { token: "text" }),
  "pbs notification endpoint smtp": endpoint("smtp", { password: "text" }),
  "pbs notification endpoint webhook": endpoint("webhook", { secret: "list" }),
};

/** How the product's command handles each other kind, as its manual says. */
const commands: Readonly<Record<string, object>> = {
  datastore: {
    key: "name",
    positional: ["path"],
    immutable: ["path", "backend"],
    removeVerb: "remove",
    removal: ["--destroy-data=false", "--keep-job-configs=true"],
  },
  "prune-job": { key: "id", positional: [], immutable: ["store"], removeVerb: "remove" },
  "verify-job": { key: "id", positional: [], immutable: ["store"], removeVerb: "remove" },
  "sync-job": {
    ...{ key: "id", positional: [], immutable: [], removeVerb: "remove" },
    listing: ["--sync-direction=all"],
  },
  "traffic-control": { key: "name", positional: [], immutable: [], removeVerb: "remove" },
  "notification endpoint sendmail": {
    ...{ key: "name", positional: [], immutable: [], removeVerb: "delete" },
  },
  "notification matcher": { key: "name", positional: [], immutable: [], removeVerb: "delete" },
};

function metricServer(type: string, secrets: object) {
  const path = `/config/metrics/${type}`;
  return { path, file: "metricserver.cfg", section: type, key: "name", secrets };
}

function endpoint(type: string, secrets: object) {
  const path = `/config/notifications/endpoints/${type}`;
  return { path, file: "notifications-priv.cfg", section: type, key: "name", secrets };
}

/** Kinds whose names the product lets only one of them have, by the part of the path before them. */
const shared = [
  [/^pbs notification endpoint /, "/config/notifications/endpoints/", 3],
  [/^pbs metric server /, "/config/metrics/", 1],
] as const;

describe("a backup server of which everything is declared", () => {
  it.each(Object.entries(kinds))("is sent each of its %s", (section, kind) => {
    expect(Object.keys(declared[section]!).length).toBeGreaterThan(0);
    expect([...sent(kind).keys()].sort()).toEqual(Object.keys(declared[section]!).sort());
  });

  it.each(["s3Endpoints", "remotes", "metricServers"] as const)(
    "is sent the secret of each of its %s, and of no other",
    (section) => {
      const told = [...sent(kinds[section])].flatMap(([name, { envelope }]) =>
        Object.values(envelope.secrets).map((secret) => [name, secret]),
      );

      expect(told.length).toBeGreaterThan(0);
      expect(Object.fromEntries(told)).toEqual(secrets[section]);
    },
  );

  it("makes a sync job once there are where it writes, where it reads and who owns the copies", () => {
    for (const [name, { resource }] of sent(kinds.syncJobs)) {
      const { store, ns, remote, remoteStore, owner } = declared["syncJobs"]![name] as {
        readonly [key in "store" | "remoteStore" | "owner"]: string;
      } & { readonly remote?: string; readonly ns?: string };
      const from = remote === undefined ? remoteStore : remote;
      // A namespace is made once its datastore is there.
      const to = ns === undefined ? `${store}-section` : `${store}/${ns}-namespace`;

      expect(resource.options.after).toEqual(
        expect.arrayContaining([`pbs01-${to}`, `pbs01-${from}-section`]),
      );
      if (owner.includes("!")) expect(resource.options.after).toContain(`pbs01-${owner}-grants`);
    }
  });

  it("makes a datastore in a bucket once there is the log-in to it", () => {
    for (const [name, { resource }] of sent(kinds.datastores)) {
      const { backend } = declared["datastores"]![name] as { backend?: { client: string } };
      if (backend === undefined) continue;
      expect(resource.options.after).toContain(`pbs01-${backend.client}-section`);
    }
  });

  it("has each namespace made, that may be there, in its datastore and before what uses it", () => {
    const { places, pbs } = declaration as unknown as Record<string, Record<string, Section>>;
    const uses = [
      ...Object.values(places!).filter(({ engine }) => engine === "pbs"),
      ...["pruneJobs", "verifyJobs", "syncJobs"].flatMap((jobs) =>
        Object.values((pbs!["pbs01"]![jobs] ?? {}) as Record<string, Section>),
      ),
    ];
    const wanted = uses.flatMap(({ datastore, store, namespace, ns }) =>
      (namespace ?? ns) === undefined ? [] : [[datastore ?? store, namespace ?? ns]],
    );
    const namespaces = sent(/^pbs namespace$/);

    expect(wanted.length).toBeGreaterThan(1);
    for (const [store, ns] of wanted as [string, string][]) {
      const { envelope, resource } = namespaces.get(`${store}:${ns}`)!;
      expect(envelope).toMatchObject({
        document: { store, ns },
        settings: { path: `/admin/datastore/${store}/namespace` },
        adopt: true,
      });
      expect(resource.options.after).toContain(`pbs01-${store}-section`);
    }
  });

  it.each(Object.entries(sealed))(
    "is asked for each %s where the product has it",
    (kind, where) => {
      const found = [...sent(new RegExp(`^${kind}$`)).values()];

      expect(found).not.toEqual([]);
      for (const { envelope } of found)
        expect(envelope.settings).toMatchObject({ port: 8007, immutable: [], ...where });
    },
  );

  it.each(shared)("never gives two of %s one name", (kind, before, others) => {
    for (const { envelope } of sent(kind).values()) {
      const { siblings } = envelope.settings as { readonly siblings: readonly string[] };
      const own = envelope.kind.split(" ").at(-1)!;

      expect(siblings).toHaveLength(others);
      expect(siblings).toEqual(siblings.filter((path) => path.startsWith(before)));
      expect(siblings).not.toContain(`${before}${own}`);
    }
  });

  it.each(Object.entries(commands))("has each %s handled as the command does", (command, how) => {
    const found = [...sent(new RegExp(`^pbs ${command}$`)).values()];

    expect(found).not.toEqual([]);
    for (const { envelope } of found) expect(envelope.settings).toMatchObject({ command, ...how });
  });

  it("compares each secret but one that only begins an account", () => {
    const objects = Object.keys(sealed).flatMap((kind) => [
      ...sent(new RegExp(`^${kind}$`)).values(),
    ]);
    for (const { envelope } of objects) {
      const { document, secrets, settings, kind } = envelope;
      const initial = kind === "pbs user" ? ["password"] : [];
      const compared = Object.keys(document).filter((name) => document[name] === "as declared");

      expect(settings["initial"]).toEqual(initial);
      expect(compared).toEqual(Object.keys(secrets).filter((name) => !initial.includes(name)));
    }
    expect(sent(/^pbs user$/).get("backup-admin@pbs")!.envelope.secrets).toHaveProperty("password");
  });
});
