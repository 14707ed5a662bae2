import * as fs from "node:fs";
import * as path from "node:path";
import { mustRun } from "./command";
import { download } from "./download";
import { type Installation, type Source } from "./tool";

/** This machine's kind as many vendors' files are called (Go's GOARCH); undefined where nobody has one for it. */
export const fileArchitecture = new Map<string, string>([
  ["x64", "amd64"],
  ["arm64", "arm64"],
]).get(process.arch);

/** A vendor's file and the vendor's own list of checksums for it. */
export interface OfficialFile {
  readonly url: string;
  readonly checksums: string;
}

/** What to make of a downloaded file, so that executables end in `bin/`. */
type Unpack = (file: string, bin: string, installation: Installation) => Promise<unknown>;

/** The file is the executable `command`. */
export const asExecutable =
  (command: string): Unpack =>
  async (file, bin) => {
    const target = path.join(bin, command);
    fs.renameSync(file, target);
    fs.chmodSync(target, 0o755);
  };

/** The file is a gzipped tar archive with one top folder full of executables. */
export const asArchive: Unpack = async (file, bin, { env, log }) => {
  await mustRun("tar", ["-xzf", file, "--strip-components=1", "-C", bin], { env, log });
  fs.rmSync(file);
};

/**
 * The vendor's own download, verified against the checksums the vendor publishes beside it: that
 * guards against a broken transfer and a mixed-up file, not against a vendor who was broken into.
 * `file` is undefined where the vendor has none for this kind of machine.
 */
export function officialDownload(file: OfficialFile | undefined, unpack: Unpack): Source {
  return {
    name: "the official download",
    pins: async () => JSON.stringify(file ?? null),
    isAvailable: async ({ reach }) => file !== undefined && (await reach.answers(file.url)),
    async install(installation) {
      const { url, checksums } = file as OfficialFile;
      const { directory, report } = installation;
      const downloaded = path.join(directory, "download");
      const bin = path.join(directory, "bin");
      fs.mkdirSync(bin);
      await download(url, checksums, downloaded, report);
      await unpack(downloaded, bin, installation);
    },
  };
}
