import { createInfluxdb } from "./server";

/** Serves on 127.0.0.1 until SIGTERM or SIGINT. Environment: `INFLUXDB_PORT` and `INFLUXDB_LINES`, a file. */
const [port, file] = ["INFLUXDB_PORT", "INFLUXDB_LINES"].map((name) => {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is missing, the server cannot start`);
  return value;
});
const server = createInfluxdb(file ?? "");
server.listen(Number(port), "127.0.0.1");
const stop = () => {
  server.close();
  server.closeAllConnections();
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
