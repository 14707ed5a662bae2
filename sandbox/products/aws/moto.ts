import * as path from "node:path";
import { mkdirSync } from "node:fs";
import { projectRoot } from "../../../lib/project-root";
import { type ServerSpec } from "../../supervisor/server-spec";

/** Our entry into moto: it keeps moto's state in a file. */
const entry = path.join(projectRoot, "sandbox", "products", "aws", "serve.py");

export interface MotoOptions {
  /** The Python that has moto. */
  readonly python: string;
  readonly port: number;
  readonly directory: string;
}

/** AWS, every service on one port: moto. Its quirks are in its documentation, not in ours. */
export function moto({ python, port, directory }: MotoOptions): ServerSpec {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    name: "moto",
    command: [python, entry, String(port), path.join(directory, "state.pickle")],
    environment: { PATH: "/usr/bin:/bin", PYTHONUNBUFFERED: "1" },
    endpoint,
    health: { kind: "http", url: `${endpoint}/moto-api/`, statuses: [200] },
  };
}
