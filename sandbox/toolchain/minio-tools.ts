import { goModule } from "./go-module";
import { asExecutable, fileArchitecture, officialDownload } from "./official-download";
import { goPin, pseudoVersion } from "./pins";
import { type Tool } from "./tool";

/** One of MinIO's two programs. */
interface MinioProgram {
  readonly command: string;
  /** The Go module, whose main package is at its root. */
  readonly module: string;
  /** The folder of its files at the vendor. */
  readonly releases: string;
  /** The last release that was published as a binary, as it names itself. */
  readonly release: string;
  /** The oldest version that behaves as the sandbox expects, as the time in a release's name. */
  readonly oldest: string;
  /** Whether simulated hosts run it. Default: no. */
  readonly onHosts?: true;
}

/** `2026-02-12T20:18:48Z` as it stands in the name of a release. */
const inReleaseName = (time: string) => time.replaceAll(":", "-");

/**
 * Versions are times: `minio version RELEASE.2025-09-07T16-13-09Z`, or `DEVELOPMENT.…` for one that
 * was built from a commit. Another program may have the same name: Midnight Commander is an `mc`
 * too, and MinIO's licensed AIStor is a `minio` that serves nothing without a licence.
 */
function fits({ command, oldest }: MinioProgram, answer: string): boolean {
  const got = new RegExp(`^${command} version (?:RELEASE|DEVELOPMENT)\\.(\\d\\S+Z)`, "m").exec(
    answer,
  );
  return got?.[1] !== undefined && got[1] >= oldest && !answer.includes("AIStor");
}

function minioTool(program: MinioProgram): Tool {
  const { command, module, releases, release, onHosts } = program;
  const { time, commit } = pseudoVersion(goPin(command, module));
  const url = `https://dl.min.io/${releases}/linux-${fileArchitecture}/archive/${command}.${release}`;
  const file = fileArchitecture === undefined ? undefined : { url, checksums: `${url}.sha256sum` };
  return {
    id: command,
    title: command === "minio" ? "MinIO" : "MinIO client (mc)",
    command,
    file: `bin/${command}`,
    ...(onHosts && { onHosts }),
    question: { args: ["--version"], fits: (answer) => fits(program, answer) },
    sources: [
      officialDownload(file, asExecutable(command)),
      goModule({
        folder: command,
        main: module,
        command,
        variables: {
          [`${module}/cmd.Version`]: time,
          [`${module}/cmd.ReleaseTag`]: `DEVELOPMENT.${inReleaseName(time)}`,
          [`${module}/cmd.CommitID`]: commit,
          [`${module}/cmd.ShortCommitID`]: commit,
          [`${module}/cmd.CopyrightYear`]: time.slice(0, 4),
        },
      }),
    ],
  };
}

/** The object store's server. */
export const minio: Tool = minioTool({
  command: "minio",
  module: "github.com/minio/minio",
  releases: "server/minio/release",
  release: "RELEASE.2025-09-07T16-13-09Z",
  // The first without CVE-2025-62506 (GHSA-jjjj-jwhf-8rgr), by which a restricted service account gets its owner's rights.
  oldest: "2025-10-15T17-29-55Z",
});

/** The object store's client. */
export const mc: Tool = minioTool({
  command: "mc",
  module: "github.com/minio/mc",
  releases: "client/mc/release",
  release: "RELEASE.2025-08-13T08-35-41Z",
  oldest: "2025-03-12T17-29-24Z",
  onHosts: true,
});
