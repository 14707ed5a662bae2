import * as path from "node:path";
import { remoteScript } from "../remote/script";

/** A script that calls MinIO's own client. */
export function minioScript(file: string): string {
  const at = (name: string) => path.join(__dirname, "scripts", name);
  return remoteScript(at("client.sh"), at(file));
}
