import { type EngineKey } from "../../model/engine-key";
import { sealedSecrets } from "../sandbox/configuration";
import { runPulumi } from "../sandbox/pulumi";
import { readStackFile, stackFile } from "../sandbox/stack-file";
import { type KeyHome } from "./key-home";

/** The secrets of any stack, through the Pulumi CLI and whatever backend and secrets provider it has. */
export function stackHome(stack: string, environment: NodeJS.ProcessEnv): KeyHome {
  const read = async () => {
    const args = ["config", "--json", "--show-secrets", "--stack", stack];
    return secretsIn(await runPulumi(args, environment, "", "secret"));
  };
  return {
    read,
    async add({ path }, value) {
      refuseWhole(stack);
      const set = ["config", "set", "--stack", stack, "--secret", "--path", pulumiPath(path)];
      await runPulumi(set, environment, value);
    },
  };
}

function secretsIn(printed: string): unknown {
  const config = JSON.parse(printed) as Record<string, { readonly value?: string } | undefined>;
  const text = config["backup:secrets"]?.value;
  return text === undefined ? {} : parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser would quote a secret.
    throw new Error(
      "backup:secrets is no JSON document; set each secret alone, with: pulumi config set --secret --path 'secrets.NAME'",
    );
  }
}

/** `pulumi config set --path` on a value that was encrypted as a whole puts the one in place of all. */
function refuseWhole(stack: string): void {
  const sealed = sealedSecrets(readStackFile(stackFile(stack)));
  const whole = typeof (sealed as { secure?: unknown } | undefined)?.secure === "string";
  if (!whole) return;
  throw new Error(
    `backup:secrets of Pulumi.${stack}.yaml is encrypted as one value, and to set a key in it would drop the others. ` +
      "Set each of its secrets alone first: keep what `pulumi config get secrets` prints in a safe place, " +
      "`pulumi config rm secrets`, then `pulumi config set --secret --path 'secrets.NAME'` for each",
  );
}

/** Names with a dash are no identifiers in a path of Pulumi's. */
function pulumiPath(path: EngineKey["path"]): string {
  const [section, name] = path;
  return `secrets.${section}${name === undefined ? "" : `[${JSON.stringify(name)}]`}`;
}
