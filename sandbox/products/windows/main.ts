import * as fs from "node:fs";
import { runCommandLine, type Streams } from "./windows";

/** Stands for the shell of Windows OpenSSH: `ForceCommand` of a real sshd. */
const streams: Streams = {
  readStandardInput: () => fs.readFileSync(0, "utf8"),
  writeOutput: (text) => writeAll(1, text),
  writeError: (text) => writeAll(2, text),
  now: () => Date.now(),
};

/** A pipe may take a part only, or nothing for a moment. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text, "utf8");
  while (rest.length > 0) rest = rest.subarray(writeSome(descriptor, rest));
}

function writeSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return fs.writeSync(descriptor, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return 0;
    throw error;
  }
}

async function main(): Promise<number> {
  const stateDirectory = process.env["WINDOWS_STATE"] ?? "";
  if (stateDirectory === "") {
    throw new Error("WINDOWS_STATE is not set: it names the directory with the host's state");
  }
  return runCommandLine(process.env["SSH_ORIGINAL_COMMAND"] ?? "", stateDirectory, streams);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    streams.writeError(
      `windows-shell: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
