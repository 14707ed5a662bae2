import * as fs from "node:fs";

import { certificateFile, certificateKeyFile } from "../certificate";
import { underRoot } from "../config/root";
import { announceDaemon } from "../daemon/presence";
import { createApiServer } from "./server";

/**
 * The executable `proxmox-backup-proxy`: serves the API on 127.0.0.1 until SIGTERM or SIGINT. The
 * product always takes port 8007; many hosts share this machine, so `PBS_PORT` names another.
 */
async function main(): Promise<void> {
  const port = Number(process.env["PBS_PORT"] ?? 8007);
  const presence = await announceDaemon();
  const server = createApiServer({
    certificate: fs.readFileSync(underRoot(certificateFile), "utf8"),
    key: fs.readFileSync(underRoot(certificateKeyFile), "utf8"),
    log: (line) => console.log(line),
  });
  server.listen(port, "127.0.0.1", () => console.log(`API on https://127.0.0.1:${port}`));
  const stop = () => {
    server.close();
    server.closeAllConnections();
    void presence.release();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
