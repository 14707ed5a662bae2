import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import * as net from "node:net";
import { writeFileAtomically } from "../../lib/atomic-file";

/** Below the range from which the kernel takes the ports of outgoing connections (32768 to 60999). */
const range = { first: 20_000, last: 32_000 } as const;

/** Loopback ports by the name of what listens there. */
export type Ports<Name extends string> = Readonly<Record<Name, number>>;

/**
 * One loopback port for each name, remembered in `file`, so that a restarted sandbox is where it was.
 * A remembered port that somebody else has taken meanwhile is replaced.
 *
 * @param inUse whether the remembered ports are rightly taken, by the sandbox that runs now.
 */
export async function rememberedPorts<Name extends string>(
  file: string,
  names: readonly Name[],
  inUse: boolean,
): Promise<Ports<Name>> {
  const remembered = readPorts(file);
  const ports: Partial<Record<Name, number>> = {};
  for (const name of names) {
    const known = remembered[name];
    const keep = known !== undefined && (inUse || (await isFree(known)));
    ports[name] = keep
      ? known
      : await freePort([
          ...Object.values(remembered),
          ...Object.values<number>(ports as Ports<Name>),
        ]);
  }
  await writeFileAtomically(file, JSON.stringify(ports, null, 2));
  return ports as Ports<Name>;
}

/** A loopback port on which nothing listens. @param taken - and none of these */
export async function freePort(taken: readonly number[] = []): Promise<number> {
  for (;;) {
    const port = randomInt(range.first, range.last);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}
