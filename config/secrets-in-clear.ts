import { type Document, visit } from "yaml";
import { type Fault } from "../model/fault";
import { declaredPath, keysTo } from "./yaml-path";

/** Secrets that stand in clear, where whoever has the file can read them. Their values are not quoted. */
export function secretsInClear(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      const keys = keysTo([...ancestors, node]);
      if (key === "key" || keys[1] !== "backup:secrets" || keys.at(-1) === "secure") return;
      faults.push({
        path: declaredPath(keys),
        message: "is a secret that stands in clear",
        allowed: "what Pulumi encrypted, `secure: …`",
        fix: "take it out, change the secret, and set the new one with pulumi config set --secret; npm run keys names the command",
      });
    },
  });
  return faults;
}
