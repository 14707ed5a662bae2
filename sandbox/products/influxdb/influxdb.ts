import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { type BuiltExecutable } from "../../build";
import { type ServerSpec } from "../../supervisor/server-spec";

export interface InfluxdbOptions {
  /** The compiled stand-in. */
  readonly executable: BuiltExecutable;
  readonly port: number;
  readonly directory: string;
}

/** The stand-in for the InfluxDB that the lab's servers send their metrics to. */
export function influxdb({ executable, port, directory }: InfluxdbOptions): ServerSpec {
  mkdirSync(directory, { recursive: true });
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    name: "influxdb",
    command: [executable.file],
    environment: {
      PATH: "/usr/bin:/bin",
      INFLUXDB_PORT: String(port),
      INFLUXDB_LINES: path.join(directory, "lines.txt"),
    },
    endpoint,
    health: { kind: "http", url: `${endpoint}/health`, statuses: [200] },
    revision: executable.revision,
  };
}
