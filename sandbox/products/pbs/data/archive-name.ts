/** How the server keeps each type of archive: images in chunks, everything else as one blob. */
const serverTypes: Readonly<Record<string, string>> = {
  img: "img.fidx",
  conf: "conf.blob",
  log: "log.blob",
  json: "json.blob",
};

const shape = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.(?<type>fidx|blob|[a-z]+)$/;

/**
 * The server's name of an archive that a client calls `drive-scsi0.img`, or by that very name.
 *
 * @throws Error for a name that no archive of this stand-in has
 */
export function serverName(archive: string): string {
  const { type = "" } = shape.exec(archive)?.groups ?? {};
  if (type === "fidx" || type === "blob") return archive;
  const kept = serverTypes[type];
  if (kept === undefined) throw new Error(`failed to parse archive name '${archive}'`);
  return `${archive.slice(0, -type.length)}${kept}`;
}

/** Whether an archive is kept in chunks. */
export function isIndex(name: string): boolean {
  return name.endsWith(".fidx");
}
