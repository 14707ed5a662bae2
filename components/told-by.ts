import { groupedBy } from "../model/grouping";

type Servers = Readonly<Record<string, unknown>>;

/** An instruction for one of several servers of a product; left out: for the only one. */
interface Addressed {
  readonly server?: string | undefined;
}

/**
 * The name of a product's server: the one that is named, or the only one.
 *
 * @param servers - by name
 * @throws Error if there is none of that name, or none is named where there is not one alone
 */
export function serverName(servers: Servers, named: string | undefined): string {
  const name = found(servers, named);
  if (name !== undefined) return name;
  throw new Error(
    `${named ?? "a server without a name"} leads nowhere; known: ${inWords(servers)}`,
  );
}

/**
 * What the plan tells each of a product's servers.
 *
 * @param servers - by name
 * @returns the instructions of a server
 * @throws Error for an instruction that no server would get, or more than one
 */
export function toldBy<Instruction extends Addressed>(
  servers: Servers,
  instructions: readonly Instruction[],
): (server: string) => readonly Instruction[] {
  const addressed = groupedBy(instructions, (instruction) => {
    const { server } = instruction;
    const name = found(servers, server);
    if (name !== undefined) return name;
    throw new Error(
      `the plan tells ${server ?? "one of several servers, without its name,"} ${JSON.stringify(instruction)}; ` +
        `known: ${inWords(servers)}`,
    );
  });
  return (name) => addressed.get(name) ?? [];
}

function found(servers: Servers, named: string | undefined): string | undefined {
  const names = Object.keys(servers);
  const name = named ?? (names.length === 1 ? names[0] : undefined);
  return name !== undefined && names.includes(name) ? name : undefined;
}

const inWords = (servers: Servers) => Object.keys(servers).join(", ");
