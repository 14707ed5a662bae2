import * as fs from "node:fs";
import * as path from "node:path";

/** Where a link lets something start with the machine: systemd's (systemctl(1), enable) and those of runlevels (update-rc.d(8)). */
const autostart = /^(?:systemd\/system(?:\/[^/]+\.(?:wants|requires))?|rc\w\.d)$/;

/** Every link below `configuration`, which is a machine's `/etc`, that starts something with the machine. */
export function autostartLinks(configuration: string): string[] {
  return fs
    .readdirSync(configuration, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((link) => autostart.test(path.relative(configuration, path.dirname(link))));
}

/** Runs `body` and takes away what has been enabled meanwhile: whoever asks for a program asks for no service. */
export async function withoutAutostart(
  configuration: string,
  body: () => Promise<void>,
): Promise<void> {
  const before = new Set(autostartLinks(configuration));
  try {
    await body();
  } finally {
    for (const link of autostartLinks(configuration)) if (!before.has(link)) fs.rmSync(link);
  }
}
