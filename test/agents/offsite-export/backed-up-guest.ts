import * as fs from "node:fs";
import { useApi } from "../../../sandbox/test/products/pbs/api-server";
import {
  clientOf,
  epoch,
  grantedToken,
  makeImage,
  type TestClient,
} from "../../../sandbox/test/products/pbs/client-harness";
import { useServer } from "../../../sandbox/test/products/pbs/harness";
import { Agent, type AgentRun, Bucket } from "./agent";

const mebibyte = 1024 * 1024;

/** The backup that every test begins with. */
export const snapshot = "vm/100/2026-11-22T01:00:00Z";

/** A guest with one verified backup, the agent that exports it, and the bucket that it goes to. */
export interface BackedUpGuest {
  readonly server: ReturnType<typeof useServer>;
  readonly agent: Agent;
  readonly bucket: Bucket;
  /** What was backed up last. */
  readonly image: Buffer;
  /** Backs another image up, encrypted unless it is said. */
  backUp(time: string, cryptMode?: "encrypt" | "none"): Promise<void>;
  verify(): Promise<unknown>;
  /** Where `restore` puts the image of the first backup. */
  restored(): string;
  restore(...words: string[]): Promise<AgentRun>;
  /** A gauge of the job. */
  metric(name: string): string | undefined;
  /** A gauge of the guest. */
  guestMetric(name: string): string | undefined;
  /** Bytes that were uploaded of packs. */
  sentBytes(): number;
  /** Keys of what is archived. */
  packs(): Promise<string[]>;
}

/**
 * Makes it anew for each test of a file.
 *
 * @param imageMiB - of its disk, of which a quarter is a hole; more than the agent reads at a time (16), in several packs
 */
export function useBackedUpGuest(imageMiB = 16): BackedUpGuest {
  const server = useServer();
  const api = useApi();
  let bucket: Bucket;
  let agent: Agent;
  let writer: TestClient;
  let image: Buffer;

  const backUp = async (time: string, cryptMode: "encrypt" | "none" = "encrypt") => {
    image = makeImage(server.at("/dev/disk"), imageMiB * mebibyte + 123);
    fs.writeFileSync(server.at("/dev/qemu-server.conf"), "name: guest\n");
    const { code, err } = await writer.run(
      ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`],
      ...[`qemu-server.conf:${server.at("/dev/qemu-server.conf")}`, "--backup-type", "vm"],
      ...["--backup-id", "100", "--backup-time", epoch(time)],
      ...(cryptMode === "none" ? [] : ["--keyfile", server.at("/root/key.json")]),
    );
    if (code !== 0) throw new Error(err);
  };
  const verify = () => server.run("verify", "store1");
  const restored = () => agent.at("restored.img");

  beforeAll(async () => (bucket = await Bucket.start()));
  afterAll(() => bucket.stop());

  beforeEach(async () => {
    await server.run("datastore", "create", "store1", "/mnt/datastore/one");
    const grant = (id: string, role: string) => grantedToken(server, id, role, "/datastore/store1");
    const id = "backup@pbs!node01";
    const secret = await grant(id, "DatastoreBackup");
    writer = clientOf(server, api, { id, secret, store: "store1" });
    const reader = "offsite@pbs!export";
    fs.mkdirSync(server.at("/root"), { recursive: true });
    await writer.run("key", "create", server.at("/root/key.json"), "--kdf", "none");
    await bucket.reset();
    const source = {
      repository: `${reader}@127.0.0.1:${api.port}:store1`,
      fingerprint: api.fingerprint,
      secret: await grant(reader, "DatastoreReader"),
      clientKey: fs.readFileSync(server.at("/root/key.json"), "utf8"),
    };
    agent = new Agent(source, bucket, await Agent.client());
    await backUp("2026-11-22T01:00:00Z");
    await verify();
  });
  afterEach(() => agent.remove());

  const gauge = (name: string, labels: string) => {
    const text = fs.readFileSync(agent.at("metrics/offsite-export-vm.prom"), "utf8");
    return new RegExp(`^offsite_export_${name}\\{${labels}\\} (.*)$`, "m").exec(text)?.[1];
  };

  return {
    server,
    get agent() {
      return agent;
    },
    get bucket() {
      return bucket;
    },
    get image() {
      return image;
    },
    ...{ backUp, verify, restored },
    restore: (...words) =>
      agent.run("restore", "vm", snapshot, "drive-scsi0.img", restored(), ...words),
    metric: (name) => gauge(name, 'job_name="vm"'),
    guestMetric: (name) => gauge(name, 'job_name="vm",guest="guest",vmid="100"'),
    sentBytes: () =>
      bucket.way.puts
        .filter(({ key }) => key.includes("/data/"))
        .reduce((sum, { bytes }) => sum + bytes, 0),
    packs: async () =>
      (await bucket.objects())
        .filter(({ StorageClass: storageClass }) => storageClass === "GLACIER")
        .map(({ Key }) => Key),
  };
}
