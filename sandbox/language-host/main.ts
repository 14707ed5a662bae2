import { parseArguments } from "./arguments";
import { endWhenOver } from "./lifetime";
import { serveLanguageHost } from "./server";

/**
 * The executable `pulumi-language-nodejs`: the engine starts it, reads the port it prints, and talks
 * to it over gRPC. It takes the place of the official host where that cannot be had.
 */
async function main(): Promise<void> {
  const { engineAddress } = parseArguments(process.argv.slice(2));
  const host = await serveLanguageHost({
    engineAddress,
    onCancel: () => void host.close().then(() => process.exit(0)),
  });
  endWhenOver(host.close);
  process.stdout.write(`${host.port}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
