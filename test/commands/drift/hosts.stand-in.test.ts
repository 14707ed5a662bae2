import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { Server, type ServerChannel, utils } from "ssh2";
import { type DeployedObject } from "../../../commands/drift/deployed-object";
import { type Observation, observe, onHosts } from "../../../commands/drift/observe";
import { repairAll } from "../../../commands/drift/repair";
import { type Envelope, sealEnvelope } from "../../../components/remote/envelope";

const keys = utils.generateKeyPairSync("ed25519");

/** A host whose scripts print what is in `state`, and that refuses to apply what is in `refuses`. */
class FakeHost {
  connections = 0;
  readonly log: string[] = [];
  readonly state = new Map<string, object | null>();
  readonly refuses = new Set<string>();
  private readonly server = new Server({ hostKeys: [keys.private] }, (client) => {
    this.connections += 1;
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
    this.server.close();
  }

  private async run(channel: ServerChannel, action: string): Promise<void> {
    let stdin = "";
    channel.on("data", (chunk: Buffer) => (stdin += chunk.toString()));
    await once(channel, "end");
    const { identity, document } = JSON.parse(stdin) as Envelope;
    this.log.push(`${action} ${identity}`);
    const refused = action === "apply" && this.refuses.has(identity);
    if (action === "apply" && !refused) this.state.set(identity, document);
    if (refused) channel.stderr.write(`ERR ${identity}: it does not want to`);
    else channel.write(JSON.stringify(this.state.get(identity) ?? null));
    channel.exit(refused ? 1 : 0);
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

describe("putting back what has drifted", () => {
  it("leaves alone what is as it was, and is stopped by nothing that is refused", async () => {
    host.state.set("a", { keep: 5 }).set("b", { keep: 1 });
    host.refuses.add("b");
    const objects = ["a", "b", "c"].map((identity) => deployed(identity));

    const repairs = await repairAll(await onHosts(objects, observe));

    expect(repairs.map(({ object, now, refused }) => [object.urn, now.kind, refused])).toEqual([
      ["urn:b", "different", "apply ended with 1: ERR b: it does not want to"],
      ["urn:c", "same", undefined],
    ]);
    expect(host.log.slice(3)).toEqual(["apply b", "apply c", "read c"]);
  });

  it("leaves a token whose secret is lost to an update, which hands the new one on", async () => {
    host.state.set("cluster", { keep: 5, secret: "refused" }).set("exporter", { keep: 1 });
    const objects = ["cluster", "exporter", "gone"].map((id) => deployed(id, "pbs token"));

    const repairs = await repairAll(await onHosts(objects, observe));

    const lost = expect.stringContaining("raise its `generation`") as unknown;
    expect(repairs.map(({ refused }) => refused)).toEqual([lost, undefined, lost]);
    expect(host.log.filter((line) => line.startsWith("apply"))).toEqual(["apply exporter"]);
  });
});
