import { type Command } from "./command-line/command";
import { outputFormat, print, type Row } from "./command-line/output";
import { flag } from "./schema/scalars";

/** The release this stand-in follows. */
export const release = "4.2.4";

const packages: readonly (readonly [name: string, extra: string])[] = [
  ["proxmox-backup", ""],
  ["proxmox-backup-server", `running version: ${release}`],
  ["proxmox-backup-client", ""],
  ["proxmox-backup-docs", ""],
];

/** `versions`: the server's package, or all of them with `--verbose`. */
export const versions: Command = {
  description: "List package versions for important Proxmox Backup Server packages.",
  positional: [],
  parameters: {
    verbose: {
      schema: flag(
        "Output verbose package information. It is ignored if output-format is specified.",
        false,
      ),
    },
    ...outputFormat,
  },
  execute(values, context) {
    const shown = values["verbose"] === true ? packages : packages.slice(1, 2);
    const rows = shown.map(([name, extra]): Row => ({
      ...(extra === "" ? {} : { ExtraInfo: extra }),
      Package: name,
      Version: `${release}-1`,
    }));
    print(context, values, rows, () =>
      shown.map(([name, extra]) => `${name} ${release}-1 ${extra}`.trimEnd() + "\n").join(""),
    );
    return undefined;
  },
};
