type Tree = Record<string, unknown>;

/** What a stack's file declares, by keys with `backup:` before them. */
export interface StackConfiguration {
  readonly config?: Tree;
}

/** VMIDs from here on are free; Proxmox VE takes them up to 999,999,999. */
const firstVmid = 100_000;

const everyDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * The same stack with many times the guests, and room for them: what has to be bigger or faster is so by the same
 * factor, windows are open all day, and guests that are added have one disk of 1 GB. Products stay the same, so that
 * what is measured is the guests.
 *
 * @throws Error if it declares no guests
 */
export function manyGuests(stack: StackConfiguration, factor: number): StackConfiguration {
  const config = stack.config ?? {};
  const guests = config["backup:guests"] as Record<string, Tree> | undefined;
  if (guests === undefined) throw new Error("the stack's file declares no backup:guests");
  const copies = Array.from({ length: factor - 1 }, (_, copy) =>
    Object.entries(guests).map(([name, guest]): [string, Tree] => {
      const { address: _address, ...rest } = guest;
      return [`${name}-${copy + 2}`, { ...rest, disksGB: [1] }];
    }),
  ).flat();
  const added = copies.map(
    ([name, guest], at) => [name, { ...guest, vmid: firstVmid + at }] as const,
  );
  return {
    ...stack,
    config: {
      ...config,
      "backup:guests": { ...guests, ...Object.fromEntries(added) },
      ...changed(config, "places", multiplied(["capacityGB", "readMBps", "writeMBps"], factor)),
      ...changed(config, "nodes", multiplied(["readMBps"], factor)),
      ...changed(config, "links", multiplied(["uploadMbps", "downloadMbps"], factor)),
      ...(factor > 10 ? changed(config, "windows", () => ({ days: everyDay, hours: 24 })) : {}),
    },
  };
}

/** A section with every entry of it changed, if there is one. */
function changed(config: Tree, section: string, change: (entry: Tree) => Tree): Tree {
  const entries = config[`backup:${section}`] as Record<string, Tree> | undefined;
  if (entries === undefined) return {};
  const all = Object.entries(entries).map(([name, entry]) => [
    name,
    { ...entry, ...change(entry) },
  ]);
  return { [`backup:${section}`]: Object.fromEntries(all) as Tree };
}

const multiplied =
  (keys: readonly string[], factor: number) =>
  (entry: Tree): Tree =>
    Object.fromEntries(
      keys.flatMap((key) =>
        typeof entry[key] === "number" ? [[key, entry[key] * factor] as const] : [],
      ),
    );
