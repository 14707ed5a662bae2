import * as pulumi from "@pulumi/pulumi";
import { defineHost } from "../../../components/remote/host";

const declared = {
  address: "10.25.10.20",
  port: 2222,
  user: "root",
  hostKey: "ssh-ed25519 AAAA",
  privateKey: "s3cr3t key",
  platform: "posix",
} as const;

describe("a host", () => {
  it("is reached as declared, its key pinned, with few tries: refused log-ins lock accounts", async () => {
    const { connection } = defineHost("pbs01", declared);

    expect(await new Promise((resolve) => connection.apply(resolve))).toEqual({
      host: "10.25.10.20",
      port: 2222,
      user: "root",
      privateKey: "s3cr3t key",
      hostKey: "ssh-ed25519 AAAA",
      dialErrorLimit: 3,
      perDialTimeout: 15,
    });
  });

  it("is reached by a secret, even where its private key was given as none", async () => {
    expect(await pulumi.isSecret(defineHost("pbs01", declared).connection)).toBe(true);
  });

  it("runs scripts as its platform does", () => {
    const windows = { ...declared, platform: "windows", powershell: "powershell.exe" } as const;

    expect(defineHost("pbs01", declared).platform).toEqual({ name: "posix" });
    expect(defineHost("vbr01", windows).platform).toEqual({
      name: "windows",
      powershell: "powershell.exe",
    });
  });
});
