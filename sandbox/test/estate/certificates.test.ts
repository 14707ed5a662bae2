import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import type * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import * as tls from "node:tls";
import { execFileSync } from "node:child_process";
import { sandboxLayout } from "../../layout";
import {
  type CertificateAuthority,
  certificateAuthority,
  serverCertificate,
} from "../../estate/certificates";

const layout = sandboxLayout(mkdtempSync(path.join(os.tmpdir(), "certificates-")));
afterAll(() => rmSync(layout.root, { recursive: true }));

let authority: CertificateAuthority;
beforeAll(async () => (authority = await certificateAuthority(layout)));

const read = (file: string) => readFileSync(file, "utf8");

describe("the authority", () => {
  it("is made once", async () => {
    const before = read(authority.caFile);
    await certificateAuthority(layout);
    expect(read(authority.caFile)).toBe(before);
  });

  it("is in the bundle, which ends with it", () => {
    expect(read(authority.bundleFile).endsWith(read(authority.caFile))).toBe(true);
  });
});

describe("a server's certificate", () => {
  it("is trusted by who trusts the authority, under every name of loopback", async () => {
    const certificate = await serverCertificate(layout, authority, "fs01");
    const server = tls.createServer(
      { cert: read(certificate.certificateFile), key: read(certificate.keyFile) },
      (socket) => socket.end(),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as net.AddressInfo;
    for (const servername of ["localhost", "fs01"]) {
      const client = tls.connect({
        host: "127.0.0.1",
        port,
        servername,
        ca: read(authority.caFile),
      });
      await once(client, "secureConnect");
      expect(client.authorized).toBe(true);
      expect(client.getPeerCertificate().fingerprint256).toBe(certificate.fingerprint);
      client.destroy();
    }
    server.close();
    const parsed = new X509Certificate(read(certificate.certificateFile));
    expect(parsed.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(parsed.ca).toBe(false);
  });

  it("is kept, with a key that only its owner can read", async () => {
    const first = await serverCertificate(layout, authority, "fs01");
    const second = await serverCertificate(layout, authority, "fs01");
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(statSync(first.keyFile).mode & 0o077).toBe(0);
  });

  it("comes with the authority where MinIO looks for it", async () => {
    const { directory } = await serverCertificate(layout, authority, "fs03");
    expect(read(path.join(directory, "CAs", "ca.crt"))).toBe(read(authority.caFile));
  });

  it("is made anew when it is near its end", async () => {
    const { certificateFile, keyFile, fingerprint } = await serverCertificate(
      layout,
      authority,
      "old",
    );
    execFileSync("openssl", [
      ...["req", "-x509", "-subj", "/CN=old", "-days", "10", "-key", keyFile],
      ...["-out", certificateFile, "-CA", authority.caFile],
      ...["-CAkey", authority.caFile.replace(/crt$/, "key")],
    ]);
    const renewed = await serverCertificate(layout, authority, "old");
    expect(renewed.fingerprint).not.toBe(fingerprint);
    expect(Date.parse(new X509Certificate(read(certificateFile)).validTo)).toBeGreaterThan(
      Date.now() + 365 * 24 * 3600 * 1000,
    );
    expect(read(keyFile)).toContain("PRIVATE KEY");
  });

  it("is made anew when another authority has signed it", async () => {
    const old = await serverCertificate(layout, authority, "moved");
    const elsewhere = sandboxLayout(path.join(layout.root, "elsewhere"));
    mkdirSync(elsewhere.root);
    const other = await certificateAuthority(elsewhere);
    expect((await serverCertificate(layout, other, "moved")).fingerprint).not.toBe(old.fingerprint);
  });
});
