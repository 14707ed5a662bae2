import { mkdirSync, readFileSync } from "node:fs";
import { createPveServer } from "./server";

/**
 * Serves the stand-in PVE API on 127.0.0.1 until SIGTERM or SIGINT. Environment: `PVE_STATE` (the directory a node
 * sees as `/etc/pve`), `PVE_PORT`, `PVE_TLS_CERT` and `PVE_TLS_KEY` (PEM files).
 */
function main(): void {
  const [state, port] = [setting("PVE_STATE"), Number(setting("PVE_PORT"))];
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const server = createPveServer({
    state,
    certificate: readFileSync(setting("PVE_TLS_CERT"), "utf8"),
    key: readFileSync(setting("PVE_TLS_KEY"), "utf8"),
    log: (line) => console.log(line),
  });
  server.listen(port, "127.0.0.1", () =>
    console.log(`PVE API listening on https://127.0.0.1:${port}`),
  );
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is missing, the server cannot start`);
  return value;
}

main();
