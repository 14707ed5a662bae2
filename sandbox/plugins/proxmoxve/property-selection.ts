import type { Properties } from "../protocol/resource-type";

/** The named properties, as far as they have a value. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return select(properties, (name) => names.includes(name));
}

/** Every property but the named ones, as far as they have a value. */
export function omit(properties: Properties, names: readonly string[]): Properties {
  return select(properties, (name) => !names.includes(name));
}

/**
 * The inputs that belong to what was found: every input the server has, but not those the official provider leaves to
 * the server (optional and computed) where the program does not declare them. On import nothing is declared yet, and
 * everything counts.
 */
export function declaredProperties(
  found: Properties,
  declared: Properties,
  computed: readonly string[],
): Properties {
  const importing = Object.keys(declared).length === 0;
  return select(found, (name) => importing || name in declared || !computed.includes(name));
}

function select(properties: Properties, wanted: (name: string) => boolean): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => wanted(name) && value !== undefined),
  );
}
