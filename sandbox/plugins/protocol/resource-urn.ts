/** The parts of `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>` a plugin needs. */
export function parseUrn(urn: string): { token: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { token: types.split("$").at(-1) ?? "", name: name.join("::") };
}
