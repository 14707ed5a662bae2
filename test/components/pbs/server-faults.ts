import { PbsAcl } from "../../../components/pbs/acl";
import { PbsDatastore } from "../../../components/pbs/datastore";
import { PbsNamespace } from "../../../components/pbs/namespace";
import { PbsPruneJob } from "../../../components/pbs/prune-job";
import { PbsToken } from "../../../components/pbs/token";
import { type Envelope } from "../../../model/remote/envelope";
import { type HostRun } from "../../support/posix-host";
import { BackupServer, type ServerFault } from "./backup-server";
import { aHolder, aPart, envelopeOf, objectEnvelope } from "./declared";

/** What is sent for a datastore. */
export const datastore = (name: string, maintenanceMode?: { type: "read-only" | "offline" }) =>
  envelopeOf(
    (host) =>
      new PbsDatastore(name, {
        host,
        path: `/mnt/${name}`,
        verifyNew: true,
        notificationMode: "notification-system",
        ...(maintenanceMode && { maintenanceMode }),
      }),
  );

/** One object of each way in which the stack makes one. */
export const kinds: Readonly<Record<string, () => Promise<Envelope>>> = {
  "a datastore": () => datastore("other"),
  "a section, by the command line": () =>
    envelopeOf(
      (host) =>
        new PbsPruneJob("nightly", {
          ...{ host, part: aPart("main"), schedule: "daily" },
          retention: { keepLast: 3 },
        }),
    ),
  "an object with a secret, by the API": () =>
    objectEnvelope(
      "Remote",
      "offsite",
      { host: "pbs.example.org", authId: "sync@pbs" },
      { password: "s3cr3t-password" },
    ),
  "a token": () =>
    envelopeOf(
      (host) =>
        new PbsToken("pve@pbs!cluster", {
          ...{ host, port: 8007, user: aHolder("pve@pbs"), token: "cluster", generation: 1 },
        }),
    ),
  permissions: () =>
    envelopeOf(
      (host) =>
        new PbsAcl("pve@pbs", {
          ...{ host, holder: aHolder("pve@pbs"), storages: [] },
          grants: [{ path: "/", role: "Audit", propagate: true }],
        }),
    ),
  "a namespace": () =>
    envelopeOf(
      (host) => new PbsNamespace("main/lab", { host, datastore: aPart("main"), namespace: "lab" }),
    ),
};

/** What is sent for one of them. The SDK's mocks take one program at a time. */
const envelopes = new Map<string, Envelope>();
const made = (kind: string) => envelopes.get(kind)!;

interface State {
  /** What the product says of it. */
  readonly got: RegExp;
  /** What the error tells the operator to do. */
  readonly fix: RegExp;
  /** What can be made all the same: the product's commands write most of its configuration themselves. */
  readonly unaffected: readonly string[];
}

const states: Readonly<Record<ServerFault, State>> = {
  busy: {
    got: /got: Unable to acquire lock "\/etc\/proxmox-backup\/\.\w+\.lck"/,
    fix: /fix: somebody else changes this server's configuration; let it end/,
    unaffected: ["a namespace"],
  },
  down: {
    got: /got: (client error \(Connect\)|curl: )/,
    fix: /fix: its daemons do not answer; start them/,
    unaffected: ["a section, by the command line", "permissions"],
  },
  full: {
    got: /got: .*(No space left on device)/,
    fix: /fix: a disk of this server is full; make room \(df -h \/ \//,
    unaffected: ["a namespace"],
  },
};

/** Which kinds of objects are made on a server in each state. */
export type Tried = Readonly<Record<ServerFault, readonly string[]>>;

/** A server in each state, and what came of making each object there. */
const scenes = new Map<string, { server: BackupServer; runs: Record<string, HostRun> }>();

async function play(fault: ServerFault, tried: readonly string[]): Promise<void> {
  const server = await BackupServer.start();
  const runs: Record<string, HostRun> = {};
  scenes.set(fault, { server, runs });
  for (const kind of ["the datastore", "the user"]) await server.apply(made(kind));
  server.ail(fault);
  for (const kind of tried) runs[kind] = await server.run("apply", made(kind));
  server.recover(fault);
}

/** What must become of objects that are made on a server that is ill, and when it is well again. */
export function describeServerFaults(tried: Tried): void {
  // Side by side: a busy server is waited for, ten seconds for each object.
  beforeAll(async () => {
    const before = {
      "the datastore": () => datastore("main"),
      "the user": () => objectEnvelope("User", "pve@pbs", {}),
    };
    for (const [kind, make] of Object.entries({ ...before, ...kinds }))
      envelopes.set(kind, await make());
    await Promise.all(
      Object.keys(states).map((fault) => play(fault as ServerFault, tried[fault as ServerFault])),
    );
  });
  afterAll(() => Promise.all([...scenes.values()].map(({ server }) => server.stop())));

  describe.each(Object.entries(states))(
    "a server that is %s",
    (fault, { got, fix, unaffected: all }) => {
      const wanted = tried[fault as ServerFault];
      const affected = wanted.filter((kind) => !all.includes(kind));
      const unaffected = wanted.filter((kind) => all.includes(kind));

      it.each(affected)("fails to make %s with one error that says what to do", (kind) => {
        const { exitCode, stdout, stderr } = scenes.get(fault)!.runs[kind]!;
        const { kind: noun, identity } = made(kind);

        expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
        expect(stderr.match(/^ERR .*$/gm)).toEqual([
          expect.stringMatching(new RegExp(`^ERR ${noun} ${identity} on \\S+: \\S`)),
        ]);
        expect(stderr).toMatch(got);
        expect(stderr).toMatch(fix);
        expect(stderr.trim().split("\n").length).toBeLessThanOrEqual(3);
        expect(stderr + stdout).not.toContain("s3cr3t");
      });

      it.each(unaffected)("makes %s all the same", (kind) => {
        expect(scenes.get(fault)!.runs[kind]).toMatchObject({ exitCode: 0 });
      });

      it.each(wanted)("lets %s be completed when it is well again", async (kind) => {
        const { server } = scenes.get(fault)!;
        const envelope = made(kind);

        expect(await server.apply(envelope)).toMatchObject(envelope.document);
        expect(await server.observe(envelope)).toEqual(envelope.document);
      });

      it("is left without the token that the stack borrows", async () => {
        const { server } = scenes.get(fault)!;
        const tokens = await server.by("proxmox-backup-manager", "user", "list-tokens", "root@pam");
        expect(tokens).not.toContain("backup-remote");
      });
    },
  );
}
