import * as fs from "node:fs";

import { underRoot } from "../config/root";

const bundle = "/etc/ssl/certs/ca-certificates.crt";

/** The authorities that the host trusts, in PEM; Node's own are others. */
export function trustedAuthorities(): string | undefined {
  const file = underRoot(bundle);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}
