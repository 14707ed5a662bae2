import { existsSync, readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

/** Debian's bundle of the system's authorities. */
const systemBundle = "/etc/ssl/certs/ca-certificates.crt";

/**
 * The authorities a Go program trusts on this machine, in PEM: those of the system, and the file that `SSL_CERT_FILE`
 * names. Node reads neither by itself.
 *
 * @throws Error when `SSL_CERT_FILE` names a file that is not there
 */
export function trustedCertificates(
  environment: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const named = environment["SSL_CERT_FILE"];
  if (named && !existsSync(named))
    throw new Error(
      `SSL_CERT_FILE names ${named}, which does not exist; name a PEM file of authorities`,
    );
  const files = [systemBundle, ...(named ? [named] : [])].filter((file) => existsSync(file));
  return [...rootCertificates, ...files.map((file) => readFileSync(file, "utf8"))];
}
