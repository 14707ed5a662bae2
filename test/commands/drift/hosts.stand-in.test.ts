import { once } from "node:events";
import { type AddressInfo, type Socket } from "node:net";
import { type Connection as ServerConnection, Server, type ServerChannel, utils } from "ssh2";
import { type DeployedObject } from "../../../commands/drift/deployed-object";
import { type Observation, observe, onHosts } from "../../../commands/drift/observe";
import { HostLost, RemoteSession } from "../../../components/remote/session";
import { repairAll } from "../../../commands/drift/repair";
import { wayBack } from "../../../commands/drift/way-back";
import { describeFinding, exitCodeOf, findingsOfHosts } from "../../../commands/drift/report";
import { type Envelope, openEnvelope, sealEnvelope } from "../../../model/remote/envelope";

const keys = utils.generateKeyPairSync("ed25519");

/** A host whose scripts print what is in `state`, and that refuses to apply what is in `refuses`. */
class FakeHost {
  connections = 0;
  readonly log: string[] = [];
  readonly state = new Map<string, object | null>();
  readonly refuses = new Set<string>();
  /** Objects of which the script prints what it should, and ends without a code. */
  readonly breaksOff = new Set<string>();
  /** An object at which the host goes: `away`, its connections end; `silent`, nothing more comes of it. */
  ending: { readonly at: string; readonly way: "away" | "silent" } | undefined;
  private readonly clients: ServerConnection[] = [];
  private readonly server = new Server({ hostKeys: [keys.private] }, (client) => {
    this.connections += 1;
    this.clients.push(client);
    client.on("authentication", (context) => context.accept());
    client.on("error", () => undefined);
    client.on("session", (accept) =>
      accept().on("exec", (acceptExec, _reject, { command }) => {
        void this.run(acceptExec(), command.split(" ").at(-1) ?? "");
      }),
    );
  });

  async start(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.go("away");
    this.server.close();
  }

  /** Sockets are no part of ssh2's interface, and a client that ends says good-bye. */
  private go(way: "away" | "silent"): void {
    const sockets = this.clients.map((client) => (client as unknown as { _sock: Socket })._sock);
    for (const socket of sockets) {
      if (way === "away") socket.destroy();
      else socket.pause().removeAllListeners("data");
    }
  }

  private async run(channel: ServerChannel, action: string): Promise<void> {
    let stdin = "";
    channel.on("data", (chunk: Buffer) => (stdin += chunk.toString()));
    await once(channel, "end");
    const { identity, document } = openEnvelope(stdin) as Envelope;
    if (this.ending?.at === identity) return this.go(this.ending.way);
    this.log.push(`${action} ${identity}`);
    const refused = action === "apply" && this.refuses.has(identity);
    if (action === "apply" && !refused) this.state.set(identity, document);
    if (refused) channel.stderr.write(`ERR ${identity}: it does not want to`);
    else channel.write(JSON.stringify(this.state.get(identity) ?? null));
    if (!this.breaksOff.has(identity)) channel.exit(refused ? 1 : 0);
    channel.end();
  }
}

let host: FakeHost;
let port: number;

beforeEach(async () => {
  host = new FakeHost();
  port = await host.start();
});
afterEach(() => host.stop());

function deployed(identity: string, kind = "pbs prune-job"): DeployedObject {
  const envelope: Envelope = {
    contract: "backup-remote/1",
    stack: "backup/test",
    resource: "test-object",
    adopt: false,
    platform: { name: "posix" },
    ...{ kind, identity, document: { keep: 5 }, settings: {}, secrets: {}, script: "" },
  };
  const access = { user: "root", privateKey: keys.private, hostKey: keys.public };
  const connection = { host: "127.0.0.1", port, ...access, dialErrorLimit: 1, perDialTimeout: 5 };
  return { urn: `urn:${identity}`, envelope, stdin: sealEnvelope(envelope), connection };
}

const kinds = (observations: readonly Observation[]) => observations.map(({ kind }) => kind);

describe("reading the objects of a host", () => {
  it("takes one connection for all of them, whatever is found", async () => {
    host.state.set("a", { keep: 5 }).set("b", { keep: 1 });
    const objects = ["a", "b", "c"].map((identity) => deployed(identity));

    const found = await onHosts(objects, observe);

    expect(kinds(found)).toEqual(["same", "different", "absent"]);
    expect(host.connections).toBe(1);
  });

  it("fails for each of them by name where the host shows another key", async () => {
    const other = { ...deployed("a"), connection: { ...deployed("a").connection } };
    const pinned = utils.generateKeyPairSync("ed25519").public;
    const object = { ...other, connection: { ...other.connection, hostKey: pinned } };

    const found = await onHosts([object, object], observe);

    expect(kinds(found)).toEqual(["unreadable", "unreadable"]);
    expect(JSON.stringify(found)).toContain(`root@127.0.0.1:${port}: `);
  });
});

describe("a host that goes away in the middle", () => {
  it("is one line with all that was not read there, and the other hosts are read", async () => {
    const other = new FakeHost();
    const otherPort = await other.start();
    host.state.set("a", { keep: 5 });
    other.state.set("d", { keep: 1 });
    host.ending = { at: "b", way: "away" };
    const [a, b, c] = ["a", "b", "c"].map((identity) => deployed(identity));
    const d = deployed("d");
    const elsewhere = { ...d, connection: { ...d.connection, port: otherPort } };

    const found = await onHosts([a!, b!, elsewhere, c!], observe);
    other.stop();

    expect(kinds(found)).toEqual(["same", "unreadable", "different", "unreadable"]);
    const findings = findingsOfHosts(found);
    expect(findings.map(describeFinding)).toEqual([
      `  = pbs prune-job a on 127.0.0.1:${port}`,
      expect.stringContaining(`~ pbs prune-job d on 127.0.0.1:${otherPort}`),
      `  ? host 127.0.0.1:${port}: could not be read: root@127.0.0.1:${port}: the connection ended; ` +
        "not read there: 2 objects (pbs prune-job b, pbs prune-job c)",
    ]);
    expect(exitCodeOf(findingsOfHosts([found[0]!, found[1]!]))).toBe(1);
    expect(host.connections).toBe(1);
  });

  it("is lost as well when it only falls silent, and not waited for", async () => {
    host.ending = { at: "a", way: "silent" };
    const { connection, stdin } = deployed("a");
    const session = new RemoteSession(connection, 20);

    await expect(session.run("read", stdin)).rejects.toThrow(
      `root@127.0.0.1:${port}: Keepalive timeout`,
    );
    await expect(session.run("read", stdin)).rejects.toBeInstanceOf(HostLost);
  });

  it("is one line where nothing listens from the start", async () => {
    host.stop();
    const found = await onHosts([deployed("a"), deployed("b")], observe);
    expect(findingsOfHosts(found).map(describeFinding)).toEqual([
      expect.stringMatching(/^ {2}\? host .*ECONNREFUSED.*; not read there: 2 objects/),
    ]);
  });
});

describe("a script that ends without an exit code", () => {
  it("fails that object alone, whatever it printed before", async () => {
    host.state.set("a", { keep: 5 }).set("b", { keep: 5 });
    host.breaksOff.add("a");

    const found = await onHosts([deployed("a"), deployed("b")], observe);

    expect(kinds(found)).toEqual(["unreadable", "same"]);
    expect(findingsOfHosts(found).map(describeFinding).join()).toContain(
      "pbs prune-job a on 127.0.0.1",
    );
  });
});

describe("putting back what has drifted", () => {
  it("leaves alone what is as it was, and is stopped by nothing that is refused", async () => {
    host.state.set("a", { keep: 5 }).set("b", { keep: 1 });
    host.refuses.add("b");
    const objects = ["a", "b", "c"].map((identity) => deployed(identity));

    const repairs = await repairAll(await onHosts(objects, observe), wayBack());

    expect(repairs.map(({ object, now, refused }) => [object.urn, now.kind, refused])).toEqual([
      ["urn:b", "different", "apply ended with 1: ERR b: it does not want to"],
      ["urn:c", "same", undefined],
    ]);
    expect(host.log.slice(3)).toEqual(["apply b", "apply c", "read c"]);
  });

  it("leaves a token whose secret is lost to an update, which hands the new one on", async () => {
    host.state.set("cluster", { keep: 5, secret: "refused" }).set("exporter", { keep: 1 });
    const objects = ["cluster", "exporter", "gone"].map((id) => deployed(id, "pbs token"));

    const repairs = await repairAll(await onHosts(objects, observe), wayBack());

    const lost = expect.stringContaining("raise its `generation`") as unknown;
    expect(repairs.map(({ refused }) => refused)).toEqual([lost, undefined, lost]);
    expect(host.log.filter((line) => line.startsWith("apply"))).toEqual(["apply exporter"]);
  });
});
