/** What the engine says on the command line. */
export interface HostArguments {
  /** `host:port` of the engine's own gRPC server; programs log through it. */
  readonly engineAddress: string;
}

/**
 * Reads the engine's command line: flags such as `-root=DIR` and `--tracing=URL`, which this host has
 * no use for, and then the engine's address.
 */
export function parseArguments(argv: readonly string[]): HostArguments {
  const positional = argv.filter((argument) => !argument.startsWith("-"));
  const [engineAddress] = positional;
  if (engineAddress === undefined)
    throw new Error(
      `pulumi-language-nodejs: no engine address in the arguments (got ${JSON.stringify(argv)}). ` +
        "The Pulumi engine starts this program itself: run `pulumi`, not the language host.",
    );
  return { engineAddress };
}
