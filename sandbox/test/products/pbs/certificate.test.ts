import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { sandboxLayout } from "../../../layout";
import { certificateAuthority, serverCertificate } from "../../../estate/certificates";
import { useServer } from "./harness";

const server = useServer();

describe("cert info", () => {
  it("tells the fingerprint that clients pin, in the product's form", async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "cert-"));
    const layout = sandboxLayout(root);
    const authority = await certificateAuthority(layout);
    const made = await serverCertificate(layout, authority, "pbs01");
    fs.mkdirSync(server.at("/etc/proxmox-backup"), { recursive: true });
    fs.copyFileSync(made.certificateFile, server.at("/etc/proxmox-backup/proxy.pem"));
    const certificate = new X509Certificate(fs.readFileSync(made.certificateFile));
    fs.rmSync(root, { recursive: true });
    expect((await server.run("cert", "info")).out).toBe(
      [
        "Subject: CN = pbs01",
        "    DNS:localhost",
        "    IP:[127, 0, 0, 1]",
        "    DNS:pbs01",
        "Issuer: CN = Sandbox authority",
        "Validity:",
        `    Not Before: ${certificate.validFrom}`,
        `    Not After : ${certificate.validTo}`,
        `Fingerprint (sha256): ${made.fingerprint.toLowerCase()}`,
        "Public key type: id-ecPublicKey",
        "Public key bits: 256\n",
      ].join("\n"),
    );
  });

  it("fails without a certificate", async () => {
    expect(await server.refusal("cert", "info")).toContain("unable to read certificate");
  });
});
