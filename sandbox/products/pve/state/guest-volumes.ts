/** A disk or mount point of a guest, and whether a backup takes it. */
export interface Volume {
  /** Its key in the guest's configuration, for example `scsi0`. */
  readonly key: string;
  /** For example `local-lvm:vm-101-disk-0`. */
  readonly name: string;
  readonly included: boolean;
  /** Why, in the product's words. */
  readonly reason: string;
}

/** What a guest's configuration says, value by key. */
export type GuestConfig = Readonly<Record<string, string>>;

/**
 * A disk is taken unless it says `backup=0`, the variables of a firmware only if that is in use; a CD drive is none,
 * and neither is one of cloud-init. The product takes any word on `backup` for the reason of leaving it out.
 */
export function diskVolumes(config: GuestConfig): readonly Volume[] {
  return volumes(config, diskKinds, (key, options) => {
    if (options["media"] === "cdrom") return undefined;
    if (key.startsWith("efidisk") && config["bios"] !== "ovmf") {
      return { included: false, reason: "efidisk but no OMVF BIOS" };
    }
    const { backup } = options;
    return {
      included: backup === undefined || isTrue(backup),
      reason: `backup=${backup === undefined ? "yes" : "no"}`,
    };
  });
}

/** The root file system is taken always, a mount point only if it is a volume and says `backup=1`. */
export function mountPointVolumes(config: GuestConfig): readonly Volume[] {
  return volumes(config, ["rootfs", "mp"], (key, { backup }, name) => {
    if (key === "rootfs") return { included: true, reason: "rootfs" };
    if (name.startsWith("/")) return { included: false, reason: "not a volume" };
    const included = backup !== undefined && isTrue(backup);
    return { included, reason: included ? "enabled" : "disabled" };
  });
}

/** In the product's own order. */
const diskKinds = ["ide", "scsi", "virtio", "sata", "efidisk", "tpmstate"] as const;

/** Every word that the product takes for true. */
function isTrue(word: string): boolean {
  return /^(?:1|on|yes|true)$/i.test(word);
}

type Judgement = (
  key: string,
  options: Readonly<Record<string, string>>,
  name: string,
) => Pick<Volume, "included" | "reason"> | undefined;

function volumes(
  config: GuestConfig,
  kinds: readonly string[],
  judge: Judgement,
): readonly Volume[] {
  return keysInOrder(config, kinds).flatMap((key) => {
    const [name = "", ...rest] = (config[key] ?? "").split(",");
    const options = Object.fromEntries(rest.map((part) => part.split("=") as [string, string]));
    const judged = judge(key, options, name);
    return judged === undefined ? [] : [{ key, name, ...judged }];
  });
}

function keysInOrder(config: GuestConfig, kinds: readonly string[]): readonly string[] {
  const numbered = Object.keys(config).flatMap((key) => {
    const [, word = "", number = ""] = /^([a-z]+)(\d*)$/.exec(key) ?? [];
    return kinds.includes(word) ? [{ key, kind: kinds.indexOf(word), number: Number(number) }] : [];
  });
  return numbered.sort((a, b) => a.kind - b.kind || a.number - b.number).map(({ key }) => key);
}
