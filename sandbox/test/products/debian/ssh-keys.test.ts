import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sshKey } from "../../../products/debian/ssh-keys";
import { sandboxLayout } from "../../../layout";

const layout = sandboxLayout(mkdtempSync(path.join(os.tmpdir(), "ssh-keys-")));
afterAll(() => rmSync(layout.root, { recursive: true }));

it("is made once, private, and leaves nothing else behind", async () => {
  const first = await sshKey(layout, "pbs01");
  expect(await sshKey(layout, "pbs01")).toEqual(first);
  expect(statSync(first.privateKeyFile).mode & 0o777).toBe(0o600);
  expect(readdirSync(layout.ssh).sort()).toEqual(["pbs01", "pbs01.pub"]);
});

it("gives the public key that belongs to the private one", async () => {
  const { privateKeyFile, publicKey } = await sshKey(layout, "fs01");
  const derived = execFileSync("ssh-keygen", ["-y", "-f", privateKeyFile], { encoding: "utf8" });
  expect(derived.trim().split(" ").slice(0, 2).join(" ")).toBe(publicKey);
});
