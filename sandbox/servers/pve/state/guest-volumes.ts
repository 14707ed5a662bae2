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

/** A disk is taken unless it says `backup=0`; a CD drive is none. */
export function diskVolumes(config: GuestConfig): readonly Volume[] {
  return volumes(config, /^(?:scsi|virtio|sata|ide|efidisk|tpmstate)\d+$/, (_key, options) => {
    if (options["media"] === "cdrom") return undefined;
    const included = options["backup"] !== "0";
    return { included, reason: `backup=${included ? "yes" : "no"}` };
  });
}

/** The root file system is taken always, a mount point only if it is a volume and says `backup=1`. */
export function mountPointVolumes(config: GuestConfig): readonly Volume[] {
  return volumes(config, /^(?:rootfs|mp\d+)$/, (key, options, name) => {
    if (key === "rootfs") return { included: true, reason: "rootfs" };
    if (name.startsWith("/")) return { included: false, reason: "not a volume" };
    const included = options["backup"] === "1";
    return { included, reason: included ? "enabled" : "disabled" };
  });
}

type Judgement = (
  key: string,
  options: Readonly<Record<string, string>>,
  name: string,
) => Pick<Volume, "included" | "reason"> | undefined;

function volumes(config: GuestConfig, keys: RegExp, judge: Judgement): readonly Volume[] {
  return Object.entries(config)
    .filter(([key]) => keys.test(key))
    .flatMap(([key, value]) => {
      const [name = "", ...rest] = value.split(",");
      const options = Object.fromEntries(rest.map((part) => part.split("=") as [string, string]));
      const judged = judge(key, options, name);
      return judged === undefined ? [] : [{ key, name, ...judged }];
    });
}
