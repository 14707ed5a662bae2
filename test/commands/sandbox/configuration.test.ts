import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { followLabFile, mergeStackFile } from "../../../commands/sandbox/configuration";
import {
  labFile,
  readStackFile,
  removeDamaged,
  removeUnopenable,
  stackFile,
} from "../../../commands/stack/stack-file";
import { type SandboxEndpoints } from "../../../sandbox/endpoints";
import { sandboxLayout } from "../../../sandbox/layout";

const layout = sandboxLayout(fs.mkdtempSync(path.join(os.tmpdir(), "configuration-")));
fs.mkdirSync(layout.pulumi);
const stack = `unit-${process.pid}`;
const file = stackFile(stack);

/** Endpoints of which only the host's port matters here. */
const endpoints = (port: number) =>
  ({
    hosts: { pbs01: { address: "127.0.0.1", port, hostKey: "ssh-ed25519 AAAA" } },
    ssh: { user: "root" },
    minio: {},
    pve: { endpoint: "https://localhost:1/" },
    pbs: { endpoint: "https://localhost:3", fingerprint: "ab" },
    aws: { endpoint: "http://127.0.0.1:2", region: "us-east-1" },
  }) as unknown as SandboxEndpoints;

const secure = { exportKey: { secure: "v1:abc:def" } };

/** What Pulumi would have put into the file. */
function sealed(salt: string, secrets: object = secure): void {
  const { config } = readStackFile(file);
  fs.writeFileSync(
    file,
    stringify({ config: { ...config, "backup:secrets": secrets }, encryptionsalt: salt }),
  );
}

afterEach(() => fs.rmSync(file, { force: true }));
afterAll(() => fs.rmSync(layout.root, { recursive: true }));

describe("the sandbox's stack file", () => {
  it("is the lab's file with the endpoints of the sandbox", async () => {
    await mergeStackFile(stack, layout, endpoints(4711));

    const lab = readStackFile(labFile).config ?? {};
    const { config = {} } = readStackFile(file);
    expect(Object.keys(config)).toEqual(expect.arrayContaining(Object.keys(lab)));
    expect(config["backup:hosts"]).toMatchObject({ pbs01: { port: 4711 } });
    expect(fs.readFileSync(file, "utf8")).toMatch(/^# Made by npm start/);
  });

  it("is made again once its passphrase is gone, for nobody can open it any more", async () => {
    const passphrase = path.join(layout.pulumi, "passphrase");
    await mergeStackFile(stack, layout, endpoints(4711));
    sealed("v1:lost");
    fs.writeFileSync(passphrase, "s3cr3t");
    removeUnopenable(file, passphrase);
    expect(readStackFile(file).encryptionsalt).toBe("v1:lost");

    fs.rmSync(passphrase);
    removeUnopenable(file, passphrase);

    expect(readStackFile(file)).toEqual({});
  });

  it("keeps what Pulumi has encrypted, and the salt", async () => {
    await mergeStackFile(stack, layout, endpoints(4711));
    sealed("v1:salt");
    await mergeStackFile(stack, layout, endpoints(4712), "v1:salt");

    expect(parse(fs.readFileSync(file, "utf8"))).toMatchObject({
      encryptionsalt: "v1:salt",
      config: { "backup:secrets": secure, "backup:hosts": { pbs01: { port: 4712 } } },
    });
  });

  it("drops secrets that are encrypted as one value, to which none could be added", async () => {
    await mergeStackFile(stack, layout, endpoints(4711));
    sealed("v1:salt", { secure: "v1:abc:def" });
    await mergeStackFile(stack, layout, endpoints(4711), "v1:salt");

    expect(readStackFile(file).config).not.toHaveProperty("backup:secrets");
  });

  it("gets the state's salt back when it was lost, and drops what another has encrypted", async () => {
    await mergeStackFile(stack, layout, endpoints(4711));
    sealed("v1:another");
    await mergeStackFile(stack, layout, endpoints(4711), "v1:salt");

    const { encryptionsalt, config } = readStackFile(file);
    expect(encryptionsalt).toBe("v1:salt");
    expect(config).not.toHaveProperty("backup:secrets");
  });

  it("follows a change of what it is made from, and leaves what somebody tries in it until then", async () => {
    await mergeStackFile(stack, layout, endpoints(4711));
    const tried = stringify({ config: { tried: true } });
    fs.writeFileSync(file, tried);

    expect(await followLabFile(stack, layout, endpoints(4711))).toBe(false);
    expect(fs.readFileSync(file, "utf8")).toBe(tried);
    expect(await followLabFile(stack, layout, endpoints(4712))).toBe(true);
    expect(readStackFile(file).config).not.toHaveProperty("tried");
  });

  it("fails with its name and the place where it is no YAML, and is removed if it is ours", () => {
    fs.writeFileSync(file, "config:\n  a: [1,\n");
    expect(() => readStackFile(file)).toThrow(new RegExp(`${file} is no YAML: .*line 3`, "s"));
    removeDamaged(file);
    expect(fs.existsSync(file)).toBe(false);
  });
});
