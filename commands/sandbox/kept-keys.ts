import * as fs from "node:fs";
import * as path from "node:path";
import { type EngineKey } from "../../model/engine-key";
import { type SandboxLayout } from "../../sandbox/layout";
import { type KeyHome } from "../keys/key-home";
import { keptValue } from "./kept-value";

/** Values below `backup:secrets`, by section and, where a section has several, by name. */
type KeptSecrets = Record<string, string | Record<string, string>>;

interface KeptKeys extends KeyHome {
  read(): Promise<KeptSecrets>;
}

/**
 * The engines' keys of a sandbox, each in a file that only its owner can read: the stack's file is made again and
 * again, and its keys must stay. A key that is there is kept, whatever is to be added.
 */
export function keptKeys(layout: SandboxLayout, keys: readonly EngineKey[]): KeptKeys {
  const file = ({ kind, name }: EngineKey) =>
    path.join(layout.pulumi, "secrets", `${kind}-${name}`);
  return {
    async read() {
      const secrets: KeptSecrets = {};
      for (const key of keys.filter((one) => fs.existsSync(file(one)))) {
        const [section, name] = key.path;
        const value = fs.readFileSync(file(key), "utf8");
        const others = secrets[section] as Record<string, string> | undefined;
        secrets[section] = name === undefined ? value : { ...others, [name]: value };
      }
      return secrets;
    },
    async add(key, value) {
      await keptValue(file(key), () => value);
    },
  };
}
