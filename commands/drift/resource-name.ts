/** The types of a resource and its parents, and its name (`urn:pulumi:STACK::PROJECT::TYPES::NAME`). */
function partsOf(urn: string): { readonly types: string; readonly name: string } {
  const [, , types, ...name] = urn.split("::");
  if (types === undefined || name.length === 0) throw new Error(`${urn} is no URN of a resource`);
  return { types, name: name.join("::") };
}

/** The name that the program gave a resource. */
export function nameOf(urn: string): string {
  return partsOf(urn).name;
}

/** Its type, without those of its parents: `aws:kms/key:Key`. */
export function typeOf(urn: string): string {
  const { types } = partsOf(urn);
  return types.slice(types.lastIndexOf("$") + 1);
}

/** What it is called in reports: `Key vm-archive`. */
export function titleOf(urn: string): string {
  const type = typeOf(urn);
  return `${type.slice(type.lastIndexOf(":") + 1)} ${nameOf(urn)}`;
}
