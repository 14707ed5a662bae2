/** What decides what a guest agent can do. */
export type OsFamily = "windows" | "linux" | "unknown";

const families: readonly (readonly [family: OsFamily, names: RegExp])[] = [
  // Microsoft's servers go by their year alone in an inventory.
  ["windows", /\bwindows\b|\bserver 20\d\d\b/i],
  [
    "linux",
    /\b(?:linux|ubuntu|debian|proxmox|red hat|rhel|centos|fedora|rocky|alma ?linux|(?:open)?suse|sles|arch|nixos|gentoo)\b/i,
  ],
];

/** The family of an operating system by its name in the inventory: `Server 2025` is Windows. */
export function osFamilyOf(os: string): OsFamily {
  return families.find(([, names]) => names.test(os))?.[0] ?? "unknown";
}
