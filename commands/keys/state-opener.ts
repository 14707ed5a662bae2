import { runPulumi } from "../stack/pulumi";
import { readStackFile, stackFile } from "../stack/stack-file";

/** What opens a stack's state and the secrets in its file. No stack can keep it for itself; people do. */
export interface StateOpener {
  /** Address of the backend that has the state, without a log-in in it. */
  readonly backend: string;
  /** `passphrase`, or the key of a service as Pulumi names it: `awskms://…`. */
  readonly secretsProvider: string;
}

/** @throws Error of the Pulumi CLI if nobody is logged in to a backend */
export async function stateOpener(
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<StateOpener> {
  const { url } = JSON.parse(await runPulumi(["whoami", "--json"], environment)) as { url: string };
  const { secretsprovider = "passphrase" } = readStackFile(stackFile(stack));
  return { backend: withoutLogIn(url), secretsProvider: secretsprovider };
}

/** A database's address has a password in it. */
export const withoutLogIn = (address: string) => address.replace(/\/\/[^/?#]*@/, "//");

/** What a person is told of it. */
export function describeStateOpener({ backend, secretsProvider }: StateOpener): string[] {
  const isPassphrase = secretsProvider === "passphrase";
  return [
    "What opens the state and the secrets in the stack's file; no stack can keep it for itself, and the escrow has it not:",
    `  state:            ${backend}`,
    `  secrets provider: ${secretsProvider}`,
    `  kept:             ${isPassphrase ? "the passphrase, printed, outside of the lab" : "that key, in AWS outside of this stack, under a break-glass role"}`,
    "  if it is lost:    npm run recover, which needs the vault alone (docs/runbooks/recover.md)",
  ];
}
