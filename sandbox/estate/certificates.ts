import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { writeFileAtomically } from "../../lib/atomic-file";
import { type SandboxLayout } from "../layout";

const run = promisify(execFile);

/** Long: nobody wants to renew a sandbox. In days. */
const validDays = 3650;

/** A certificate that ends within this time is made anew. */
const renewMilliseconds = 30 * 24 * 3600 * 1000;

/** Where Debian keeps the authorities that the machine trusts. */
const systemBundle = "/etc/ssl/certs/ca-certificates.crt";

/** The sandbox's own certificate authority, and what everybody needs to trust it. */
export interface CertificateAuthority {
  readonly caFile: string;
  /** The machine's authorities and this one in one file. */
  readonly bundleFile: string;
}

/** One server's certificate. The file names are those MinIO wants in its `--certs-dir`. */
export interface ServerCertificate {
  /** Holds `public.crt`, `private.key` and `CAs/ca.crt`. */
  readonly directory: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** SHA-256, 32 pairs with colons. */
  readonly fingerprint: string;
}

/** The authority of `layout`: the existing one unless it is near its end. Needs `openssl`. */
export async function certificateAuthority(layout: SandboxLayout): Promise<CertificateAuthority> {
  mkdirSync(layout.tls, { recursive: true });
  const directory = path.join(layout.tls, "ca");
  const caFile = path.join(directory, "ca.crt");
  if (!isLasting(caFile))
    await replaceDirectory(directory, (draft) =>
      openssl(draft, [
        ...["req", "-x509", "-days", String(validDays), "-subj", "/CN=Sandbox authority"],
        ...[...newKey("ca.key"), "-out", "ca.crt"],
        ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ]),
    );
  const bundleFile = path.join(layout.tls, "ca-bundle.crt");
  const system = existsSync(systemBundle) ? readFileSync(systemBundle, "utf8") : "";
  await writeFileAtomically(bundleFile, `${system}\n${readFileSync(caFile, "utf8")}`);
  return { caFile, bundleFile };
}

/**
 * The certificate of the server `name`, valid for `localhost`, `127.0.0.1` and the name itself. Each
 * server has its own: MinIO trusts its own certificate, and a shared one would hide a missing
 * authority.
 */
export async function serverCertificate(
  layout: SandboxLayout,
  authority: CertificateAuthority,
  name: string,
): Promise<ServerCertificate> {
  const directory = path.join(layout.tls, name);
  const certificateFile = path.join(directory, "public.crt");
  if (!isLasting(certificateFile, authority.caFile))
    await replaceDirectory(directory, (draft) => issue(draft, authority.caFile, name));
  return {
    directory,
    certificateFile,
    keyFile: path.join(directory, "private.key"),
    fingerprint: readCertificate(certificateFile).fingerprint256,
  };
}

async function issue(draft: string, caFile: string, name: string): Promise<void> {
  await openssl(draft, [
    ...["req", "-x509", "-days", String(validDays), "-subj", `/CN=${name}`],
    ...[...newKey("private.key"), "-out", "public.crt"],
    ...["-CA", caFile, "-CAkey", caFile.replace(/crt$/, "key")],
    ...["-addext", "basicConstraints=critical,CA:FALSE"],
    ...["-addext", `subjectAltName=DNS:localhost,IP:127.0.0.1,DNS:${name}`],
  ]);
  mkdirSync(path.join(draft, "CAs"));
  copyFileSync(caFile, path.join(draft, "CAs", "ca.crt"));
}

const newKey = (file: string) => [
  ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file],
];

async function openssl(directory: string, args: readonly string[]): Promise<void> {
  await run("openssl", args, { cwd: directory });
}

/** Key and certificate belong together, so a whole directory is made beside and moved in. */
async function replaceDirectory(
  directory: string,
  fill: (draft: string) => Promise<void>,
): Promise<void> {
  const draft = await mkdtemp(`${directory}.`);
  try {
    await fill(draft);
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Whether the certificate is there, is far from its end and, if asked, comes from `caFile`. */
function isLasting(file: string, caFile?: string): boolean {
  if (!existsSync(file)) return false;
  const certificate = readCertificate(file);
  const lasting = Date.parse(certificate.validTo) - Date.now() > renewMilliseconds;
  return lasting && (caFile === undefined || certificate.verify(readCertificate(caFile).publicKey));
}

function readCertificate(file: string): X509Certificate {
  return new X509Certificate(readFileSync(file));
}
