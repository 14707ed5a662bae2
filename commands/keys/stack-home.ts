import { type Fault } from "../../model/fault";
import { runPulumi } from "../stack/pulumi";
import { readStackFile, stackFile } from "../stack/stack-file";
import { type KeyHome } from "./key-home";
import { isSealedWhole, sealedSecrets, sealSecret } from "./sealed-secrets";

/** The secrets of any stack, through the Pulumi CLI and whatever backend and secrets provider it has. */
export function stackHome(stack: string, environment: NodeJS.ProcessEnv): KeyHome {
  return {
    async read() {
      const args = ["config", "--json", "--show-secrets", "--stack", stack];
      return secretsIn(await runPulumi(args, environment, "", "secret"));
    },
    async add({ path }, value) {
      const [whole] = wholeFaults(stack);
      if (whole !== undefined) throw new Error(`${whole.path}: ${whole.message}; ${whole.fix}`);
      await sealSecret(stack, path, value, environment);
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

/** What is wrong with secrets that are encrypted as one value: any command that sets one would drop the others. */
export function wholeFaults(stack: string): Fault[] {
  if (!isSealedWhole(sealedSecrets(readStackFile(stackFile(stack))))) return [];
  return [
    {
      path: "backup:secrets",
      message: "is encrypted as one value, and setting one secret in it would drop all the others",
      allowed: "each secret encrypted alone",
      fix:
        `first keep what \`pulumi config get --stack ${stack} secrets\` prints in a safe place, then ` +
        `\`pulumi config rm --stack ${stack} secrets\`, then for each of them ` +
        `\`pulumi config set --stack ${stack} --secret --path 'secrets.NAME'\` (the value on standard input)`,
    },
  ];
}
