/** The name that the program gave a resource. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Its type, without those of its parents: `aws:kms/key:Key`. */
export function typeOf(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? "";
}

/** What it is called in reports: `Key vm-archive`. */
export function titleOf(urn: string): string {
  return `${typeOf(urn).split(":").at(-1)} ${nameOf(urn)}`;
}
