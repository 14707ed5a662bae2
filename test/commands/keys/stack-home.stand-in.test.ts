import * as fs from "node:fs";
import { stackHome, wholeFaults } from "../../../commands/keys/stack-home";
import { stackFile } from "../../../commands/stack/stack-file";
import { type EngineKey } from "../../../model/engine-key";
import { secretMark } from "../../support/lab";
import { Scratch } from "../../../sandbox/test/toolchain/scratch";

// In the project, because that is where Pulumi has the files of stacks; no version control sees it.
const stack = `sandbox-keys-${process.pid}`;
let scratch: Scratch;

beforeEach(() => (scratch = new Scratch()));
afterEach(() => {
  scratch.remove();
  fs.rmSync(stackFile(stack), { force: true });
});

/** A CLI that notes its arguments and its standard input, prints `printed` and ends with `code`. */
function cli(printed = "", code = 0) {
  scratch.write("printed", printed);
  scratch.script(
    "bin/pulumi",
    `echo "$*" >> "$RECORD"; cat > "$RECORD.stdin"; cat ${scratch.path("printed")}; exit ${code}`,
  );
  return stackHome(stack, scratch.env);
}

const stdin = () => fs.readFileSync(scratch.path("record.stdin"), "utf8");
const key = (...path: EngineKey["path"]): EngineKey => ({
  kind: "pbs-client-key",
  name: "n",
  path,
});
const sealed = (secrets: string) =>
  fs.writeFileSync(stackFile(stack), `config:\n  backup:secrets:\n    ${secrets}\n`);

describe("the secrets of a stack", () => {
  it("are what Pulumi decrypts", async () => {
    const secrets = { pbsEncryptionKeys: { "pbs-vm": "k" } };
    const home = cli(JSON.stringify({ "backup:secrets": { value: JSON.stringify(secrets) } }));

    expect(await home.read()).toEqual(secrets);
    expect(scratch.recorded()).toEqual([
      `--non-interactive config --json --show-secrets --stack ${stack}`,
    ]);
  });

  it("are none where none is set", async () => {
    expect(await cli("{}").read()).toEqual({});
  });

  it.each([
    [key("exportKey"), "secrets.exportKey"],
    [key("pbsEncryptionKeys", "pbs-vm"), 'secrets.pbsEncryptionKeys["pbs-vm"]'],
    [key("pbsEncryptionKeys", 'a"b'), String.raw`secrets.pbsEncryptionKeys["a\"b"]`],
  ])("are set each alone, the value on standard input: %j", async (added, path) => {
    sealed("exportKey: { secure: v1:abc }");
    await cli().add(added, secretMark);

    expect(scratch.recorded()).toEqual([
      `--non-interactive config set --stack ${stack} --secret --path ${path}`,
    ]);
    expect(stdin()).toBe(secretMark);
  });

  it("fails without showing anything where the CLI refuses", async () => {
    const refusing = cli(secretMark, 255);
    const said = await refusing.read().catch(String);

    expect(said).toMatch(/pulumi config --json .* ended with 255/);
    expect(said).not.toContain(secretMark);
  });

  it("fails without quoting them where they are no document", async () => {
    const home = cli(JSON.stringify({ "backup:secrets": { value: secretMark } }));
    const said = await home.read().catch(String);

    expect(said).toMatch(/backup:secrets is no JSON document; set each secret alone/);
    expect(said).not.toContain(secretMark);
  });

  it("fails to be set where all are encrypted as one value, which setting one would drop", async () => {
    sealed("secure: v1:abc");
    const home = cli();

    await expect(home.add(key("exportKey"), secretMark)).rejects.toThrow(
      "encrypted as one value, and setting one secret in it would drop all the others",
    );
    expect(scratch.recorded()).toEqual([]);
    expect(wholeFaults(stack)).toMatchObject([
      { path: "backup:secrets", fix: expect.stringContaining("config rm") as unknown },
    ]);
    sealed("exportKey: { secure: v1:abc }");
    expect(wholeFaults(stack)).toEqual([]);
  });
});
