import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";

import { type Command } from "./command-line/command";
import { underRoot } from "./config/root";

/** The server's own certificate. */
export const certificateFile = "/etc/proxmox-backup/proxy.pem";
export const certificateKeyFile = "/etc/proxmox-backup/proxy.key";

/** The long names of OpenSSL. */
const keyTypes: Readonly<Record<string, string>> = { rsa: "rsaEncryption", ec: "id-ecPublicKey" };

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384 };

/** `cert info`: what the certificate says, and the fingerprint that clients pin. */
export const certificateInfo: Command = {
  description: "Display node certificate information.",
  positional: [],
  parameters: {},
  execute(_values, context) {
    const certificate = new X509Certificate(readFile());
    const { publicKey } = certificate;
    const { modulusLength, namedCurve = "" } = publicKey.asymmetricKeyDetails ?? {};
    const type = publicKey.asymmetricKeyType ?? "";
    const lines = [
      `Subject: ${oneLine(certificate.subject)}`,
      ...alternativeNames(certificate.subjectAltName ?? ""),
      `Issuer: ${oneLine(certificate.issuer)}`,
      "Validity:",
      `    Not Before: ${certificate.validFrom}`,
      `    Not After : ${certificate.validTo}`,
      `Fingerprint (sha256): ${certificate.fingerprint256.toLowerCase()}`,
      `Public key type: ${keyTypes[type] ?? type}`,
      `Public key bits: ${modulusLength ?? curveBits[namedCurve] ?? 0}`,
    ];
    context.out(lines.map((line) => `${line}\n`).join(""));
    return undefined;
  },
};

function readFile(): Buffer {
  try {
    return fs.readFileSync(underRoot(certificateFile));
  } catch {
    throw new Error(
      `unable to read certificate "${certificateFile}" - No such file or directory (os error 2)`,
    );
  }
}

function oneLine(name: string): string {
  return name.split("\n").join(", ").replaceAll("=", " = ");
}

/** `DNS:name` as it is; addresses as a list of their bytes. */
function alternativeNames(names: string): string[] {
  return names
    .split(", ")
    .filter(Boolean)
    .map((name) => {
      const [, address] = /^IP Address:([\d.]+)$/.exec(name) ?? [];
      return `    ${address === undefined ? name : `IP:[${address.split(".").join(", ")}]`}`;
    });
}
