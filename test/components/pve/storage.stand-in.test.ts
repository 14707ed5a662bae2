import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { ClusterNode } from "./cluster-node";
import { fingerprint, keyFile } from "../../support/client-key";
import { type Changes, envelopeOf, secrets } from "./declared";

let node: ClusterNode;
beforeEach(async () => (node = await ClusterNode.start()));
afterEach(() => node.remove());

const storage = (changes: Changes = {}) => envelopeOf("pbs-vm-storage", changes);
const secretFile = (suffix: string) => `priv/storage/pbs-vm.${suffix}`;
const apply = async (envelope: Envelope) => {
  const run = await node.run("apply", envelope);
  if (run.exitCode !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Record<string, string>;
};

describe("a storage through a node's shell", () => {
  it("is created with everything the provider lacks, and says what is there", async () => {
    const wanted = { namespace: "lab/vm", port: 8008, nodes: ["node03", "node01"] };
    const observed = await apply(await storage({ storage: wanted }));

    expect(observed).toEqual({
      type: "pbs",
      server: "10.25.10.20",
      port: "8008",
      datastore: "vm-backup",
      namespace: "lab/vm",
      username: "pve@pbs!cluster",
      fingerprint: Array(32).fill("ab").join(":"),
      content: "backup",
      nodes: "node01,node03",
      "prune-backups": "keep-all=1",
      "encryption-key": fingerprint(7),
      password: "as declared",
    });
    expect(node.read(secretFile("pw"))).toBe(`${secrets.tokenSecret}\n`);
    expect(JSON.parse(node.read(secretFile("enc")))).toEqual(JSON.parse(keyFile(7)));
  });

  it("shows neither secret to anybody: no argument, no environment, no output, no file but the product's", async () => {
    const envelope = await storage();
    const runs = [
      await node.run("apply", envelope),
      await node.run(
        "apply",
        await storage({ tokenSecret: "s3cr3t rotated", storage: { namespace: "b" } }),
      ),
      await node.run("read", envelope),
      await node.run("remove", envelope),
    ];

    const data = (JSON.parse(keyFile(7)) as { data: string }).data;
    const shown = node.seen + runs.map(({ stdout, stderr }) => stdout + stderr).join("");
    expect(node.count(/^pvesm <add>/)).toBe(1);
    expect(shown).not.toContain("s3cr3t");
    expect(shown).not.toContain(data);
  });

  it("changes nothing when it is applied again", async () => {
    await apply(await storage());
    await apply(await storage());

    expect(node.count(/^pvesm/)).toBe(1);
  });

  it("changes what differs, takes away what is not wanted, and keeps the key", async () => {
    await apply(await storage({ storage: { port: 8008, nodes: ["node01"] } }));
    const observed = await apply(await storage({ storage: { namespace: "lab" } }));

    expect(observed).toMatchObject({ namespace: "lab", "encryption-key": fingerprint(7) });
    expect(observed).not.toHaveProperty("port");
    expect(observed).not.toHaveProperty("nodes");
    expect(node.count(/^pvesm <(add|remove)>/)).toBe(1);
  });

  it("keeps the key through a replacement, which another server or datastore is", async () => {
    await apply(await storage());
    const before = node.read(secretFile("enc"));
    const observed = await apply(
      await storage({ storage: { server: "10.25.60.20", datastore: "other" } }),
    );

    expect(observed).toMatchObject({ server: "10.25.60.20", "encryption-key": fingerprint(7) });
    expect(node.count(/^pvesm <remove>/)).toBe(1);
    expect(node.read(secretFile("enc"))).toBe(before);
  });

  it("follows a rotation of the token, in place", async () => {
    await apply(await storage());
    await apply(await storage({ tokenSecret: "s3cr3t rotated" }));

    expect(node.read(secretFile("pw"))).toBe("s3cr3t rotated\n");
    expect(node.count(/^pvesm <(add|remove)>/)).toBe(1);
  });

  it("carries any password unchanged: quotes, dollars, back-ticks, blanks, other scripts", async () => {
    const tricky = ` '"$(touch ${node.file("owned")})\`id\`\\ ü -x --delete=server 100% `;
    await apply(await storage({ tokenSecret: tricky }));

    expect(node.read(secretFile("pw"))).toBe(`${tricky}\n`);
    expect(fs.existsSync(node.file("owned"))).toBe(false);
  });

  it("fails for a password of two lines, of which the product would keep the first", async () => {
    const { exitCode, stderr } = await node.run(
      "apply",
      await storage({ tokenSecret: "one\ntwo" }),
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain("what was read back is not what is wanted; different: password");
  });

  it("sees every change by hand in a read, and repairs it", async () => {
    const envelope = await storage();
    await apply(envelope);
    await node.by(
      "pvesm",
      "set",
      "pbs-vm",
      "--namespace",
      "elsewhere",
      "--prune-backups",
      "keep-last=1",
    );
    fs.writeFileSync(node.file(secretFile("pw")), "another\n");
    fs.writeFileSync(node.file(secretFile("enc")), keyFile(9));

    const { stdout } = await node.run("read", envelope);
    expect(JSON.parse(stdout)).toMatchObject({
      namespace: "elsewhere",
      "prune-backups": "keep-last=1",
      password: "another",
      "encryption-key": "another",
    });
    expect(await apply(envelope)).toEqual(envelope.document);
  });

  it("never throws a key away that may be needed to read backups", async () => {
    const envelope = await storage();
    await apply(envelope);
    fs.writeFileSync(node.file(secretFile("enc")), keyFile(9));
    const other = `${secretFile("enc")}.${fingerprint(9).replaceAll(":", "").slice(0, 16)}`;

    expect((await node.run("remove", envelope)).stdout).toContain(
      "the client key that storage pbs-vm had",
    );
    expect(node.read(other)).toBe(keyFile(9));
  });

  it("says null when there is none, and missing where the secrets are gone", async () => {
    const envelope = await storage();
    expect((await node.run("read", envelope)).stdout).toBe("null\n");
    await apply(envelope);
    fs.rmSync(node.file("priv/storage"), { recursive: true });

    expect(JSON.parse((await node.run("read", envelope)).stdout)).toMatchObject({
      password: "missing",
      "encryption-key": "missing",
    });
  });

  it("is removed, and its removal repeated", async () => {
    const envelope = await storage();
    await apply(envelope);

    expect(await node.run("remove", envelope)).toMatchObject({ exitCode: 0 });
    expect(await node.run("remove", envelope)).toMatchObject({ exitCode: 0, stdout: "" });
    expect(node.read("storage.cfg")).not.toContain("pbs-vm");
  });

  it("fails for a storage of another type with its name", async () => {
    await node.by(
      "pvesh",
      "create",
      "/storage",
      "--storage",
      "pbs-vm",
      "--type",
      "dir",
      "--path",
      "/srv",
    );
    const { exitCode, stderr } = await node.run("apply", await storage());

    expect(exitCode).toBe(1);
    expect(stderr).toContain("a storage of another type has this name");
    expect(node.read("storage.cfg")).toContain("dir: pbs-vm");
  });

  it("fails with the product's words, and leaves nothing behind", async () => {
    const { exitCode, stderr } = await node.run(
      "apply",
      await storage({ storage: { server: "not a name" } }),
    );

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(
      "server: invalid format - value does not look like a valid server name",
    );
    expect(fs.existsSync(node.file(secretFile("enc")))).toBe(false);
  });
});
