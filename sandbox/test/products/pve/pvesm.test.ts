import { readFileSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { generateKeyFile } from "../../../products/pve/storage/encryption-key";
import { useNode } from "./node";

const node = useNode();
const password = "the-token-secret";
const pbs = ["--server", "pbs", "--datastore", "vm", "--username", "pve@pbs!cluster"];
const secret = (name: string) => path.join(node.state, "priv", "storage", name);

function keyFile(): string {
  const file = path.join(node.state, "key.json");
  writeFileSync(file, generateKeyFile());
  return file;
}

describe("pvesm", () => {
  it("adds a storage: the password from standard input, the key from a file, and prints neither", async () => {
    const key = keyFile();
    const added = await node.pvesm(
      ["add", "pbs", "pbs-vm", ...pbs, "--encryption-key", key, "--password"],
      `${password}\nmore`,
    );
    expect(added).toEqual({ code: 0, out: "", err: "" });
    expect(readFileSync(secret("pbs-vm.pw"), "utf8")).toBe(`${password}\n`);
    expect(readFileSync(secret("pbs-vm.enc"), "utf8")).toBe(`${readFileSync(key, "utf8")}\n`);
    expect(statSync(secret("pbs-vm.enc")).mode & 0o777).toBe(0o600);
    const { fingerprint } = JSON.parse(readFileSync(key, "utf8")) as { fingerprint: string };
    expect(await node.json("get", "/storage/pbs-vm")).toMatchObject({
      server: "pbs",
      "encryption-key": fingerprint,
    });
  });

  it("changes what it is told and nothing else", async () => {
    await node.pvesm(["add", "pbs", "pbs-vm", ...pbs, "--password"], password);
    await node.pvesm([
      "set",
      "pbs-vm",
      "--port",
      "8008",
      "--nodes",
      "node01",
      "--delete",
      "username",
    ]);
    const storage = await node.json("get", "/storage/pbs-vm");
    expect(storage).toMatchObject({ port: 8008, nodes: "node01", datastore: "vm" });
    expect(storage).not.toHaveProperty("username");
    expect(readFileSync(secret("pbs-vm.pw"), "utf8")).toBe(`${password}\n`);
    await node.pvesm(["set", "pbs-vm", "--password"], "another");
    expect(readFileSync(secret("pbs-vm.pw"), "utf8")).toBe("another\n");
  });

  it("encodes a master key that it reads from a file", async () => {
    const master = path.join(node.state, "master.pem");
    writeFileSync(master, "-----BEGIN PUBLIC KEY-----\n");
    await node.pvesm([
      ...["add", "pbs", "pbs-vm", ...pbs, "--encryption-key", "autogen"],
      ...["--master-pubkey", master],
    ]);
    expect(readFileSync(secret("pbs-vm.master.pem"), "utf8")).toContain("BEGIN PUBLIC KEY");
  });

  it("removes a storage with its secrets", async () => {
    await node.pvesm(["add", "pbs", "pbs-vm", ...pbs, "--password"], password);
    expect((await node.pvesm(["remove", "pbs-vm"])).code).toBe(0);
    expect(() => statSync(secret("pbs-vm.pw"))).toThrow("ENOENT");
  });
});

describe("pvesm that is refused", () => {
  const usage = "pvesm add <type> <storage> [OPTIONS]\n";

  it.each([
    ["no storage", ["add", "pbs"], `400 not enough arguments\n${usage}`],
    [
      "a bad value",
      ["add", "pbs", "pbs-vm", ...pbs, "--port", "0"],
      `400 Parameter verification failed.\nport: value must have a minimum value of 1\n${usage}`,
    ],
    [
      "a path of another type of storage that is fixed",
      ["set", "local", "--path", "/srv"],
      "Unknown option: path\n400 unable to parse option\npvesm set <storage> [OPTIONS]\n",
    ],
    ["an unknown command", ["mount", "x"], "ERROR: unknown command 'pvesm mount'\n"],
  ])("fails with 255 for %s", async (_name, words, err) => {
    const refused = await node.pvesm(words);
    expect(refused).toMatchObject({ code: 255, out: "" });
    expect(refused.err).toContain(err);
  });

  it.each([
    [
      "an option that is required",
      ["add", "pbs", "x1", "--server", "pbs"],
      "missing value for required option 'datastore'\n",
    ],
    [
      "a password that does not come",
      ["add", "pbs", "x1", ...pbs, "--password"],
      "EOF while reading password\n",
    ],
    [
      "a key file that is not there",
      ["add", "pbs", "x1", ...pbs, "--encryption-key", "/none"],
      "can't open '/none' - No such file or directory\n",
    ],
    [
      "an unknown storage",
      ["remove", "x1"],
      "delete storage failed: storage 'x1' does not exist\n",
    ],
    [
      "a fixed option",
      ["set", "local", "--server", "pbs"],
      "update storage failed: unexpected property 'server'\n",
    ],
  ])("fails with 2 for %s", async (_name, words, err) => {
    expect(await node.pvesm(words)).toEqual({ code: 2, out: "", err });
  });
});
