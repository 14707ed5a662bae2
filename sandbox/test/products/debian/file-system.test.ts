import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { layProgramsOver, prepareFileSystem } from "../../../products/debian/file-system";

const directory = mkdtempSync(path.join(os.tmpdir(), "host-"));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, content = name) => {
  writeFileSync(path.join(directory, name), content);
  return path.join(directory, name);
};

describe("a directory of programs laid over the machine's", () => {
  const machine = path.join(directory, "sbin");
  const overlay = path.join(directory, "overlay");
  beforeAll(() => {
    mkdirSync(machine);
    for (const name of ["sshd", "mc"]) writeFileSync(path.join(machine, name), "");
  });

  const laid = () =>
    Object.fromEntries(
      readdirSync(overlay).map((name) => [name, readlinkSync(path.join(overlay, name))]),
    );

  it("has the machine's programs, and ours instead of one with the same name", () => {
    layProgramsOver(overlay, machine, { mc: "/tools/mc", extra: "/build/extra" });
    expect(laid()).toEqual({
      sshd: `/machine${machine}/sshd`,
      mc: "/tools/mc",
      extra: "/build/extra",
    });
  });

  it("is brought up to date in place, because a running host looks at it", () => {
    const before = statSync(overlay).ino;
    layProgramsOver(overlay, machine, { mc: "/elsewhere/mc" });
    expect(laid()).toEqual({ sshd: `/machine${machine}/sshd`, mc: "/elsewhere/mc" });
    expect(statSync(overlay).ino).toBe(before);
  });
});

describe("a host's own file system", () => {
  const root = path.join(directory, "root");
  const prepare = () =>
    prepareFileSystem({
      name: "pbs01",
      host: {
        programs: {},
        certificate: { certificateFile: "/etc/pbs/proxy.pem", keyFile: "/etc/pbs/proxy.key" },
      },
      root,
      port: 20_022,
      hostKey: { privateKeyFile: file("host-key"), publicKey: "ssh-ed25519 HOST" },
      clientKey: { privateKeyFile: file("client-key"), publicKey: "ssh-ed25519 CLIENT" },
      caBundleFile: file("bundle.crt"),
      certificate: {
        directory,
        certificateFile: file("public.crt"),
        keyFile: file("private.key"),
        fingerprint: "AA",
      },
    });
  const modeOf = (name: string) => statSync(path.join(root, name)).mode & 0o7777;
  const content = (name: string) => readFileSync(path.join(root, name), "utf8");

  beforeAll(prepare);

  it("trusts the client's key and has the host's own", () => {
    expect(content("root/.ssh/authorized_keys")).toBe("ssh-ed25519 CLIENT\n");
    expect(content("etc/ssh/ssh_host_ed25519_key")).toBe("host-key");
  });

  it("never holds the client's private key", () => {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const contents = files.map((entry) =>
      readFileSync(path.join(entry.parentPath, entry.name), "utf8"),
    );
    expect(contents).not.toContain("client-key");
  });

  it("has its certificate where the product keeps it", () => {
    expect(content("etc/pbs/proxy.pem")).toBe("public.crt");
    expect(content("etc/pbs/proxy.key")).toBe("private.key");
  });

  it("has the modes of a real one", () => {
    expect([modeOf("tmp"), modeOf("var/tmp"), modeOf("root")]).toEqual([0o1777, 0o1777, 0o700]);
  });

  it("keeps what the host has made when it is prepared again", () => {
    writeFileSync(path.join(root, "var/lib/state"), "kept");
    prepare();
    expect(content("var/lib/state")).toBe("kept");
  });
});
