/** An instruction for one of several servers of a product; left out: for the only one. */
interface Addressed {
  readonly server?: string | undefined;
}

/**
 * What the plan tells each of a product's servers.
 *
 * @param servers - by name
 * @returns the instructions of a server
 * @throws Error for an instruction that no server would get, or more than one
 */
export function toldBy<Instruction extends Addressed>(
  servers: Readonly<Record<string, unknown>>,
  instructions: readonly Instruction[],
): (server: string) => Instruction[] {
  const names = Object.keys(servers);
  const [only] = names.length === 1 ? names : [];
  const addressed = instructions.map((instruction) => {
    const { server = only } = instruction;
    if (server === undefined || !names.includes(server))
      throw new Error(
        `the plan tells ${server ?? "one of several servers, without its name,"} ${JSON.stringify(instruction)}; ` +
          `known: ${names.join(", ")}`,
      );
    return { server, instruction };
  });
  return (name) =>
    addressed.flatMap(({ server, instruction }) => (server === name ? [instruction] : []));
}
