import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomically } from "../host/atomic-file";
import { type FileSystem } from "../host/file-system";
import { failure } from "../interpreter/errors";
import { type Cmdlet } from "./cmdlet";
import { textType } from "./parameter-types";

/** Where the stack looks for programs. */
const folder = "C:\\Program Files\\offsite-export";

/** What they say of their version. */
const versions = {
  restic: "restic 0.18.1 compiled with go1.25.1 on windows/amd64\r\n",
  rclone: "rclone v1.71.0\r\n- os/version: Microsoft Windows Server 2022 Standard\r\n",
};

/** What the operators of the host have put there, once: what they take away again stays away. */
export function seedPrograms(stateDirectory: string, files: FileSystem): void {
  const mark = path.join(stateDirectory, "programs-are-there");
  if (fs.existsSync(mark)) return;
  for (const [program, version] of Object.entries(versions)) {
    const file = files.resolve(`${folder}\\${program}.exe`);
    if (file !== undefined) writeAtomically(file, version);
  }
  writeAtomically(mark, "");
}

/** Programs of other makers, which say what their file here says: their version is all that they are asked for. */
export function programCmdlets(files: FileSystem): readonly Cmdlet[] {
  return Object.keys(versions).map((program) => {
    const name = `${folder}\\${program}.exe`;
    return {
      name,
      parameters: [{ name: "Word", type: textType, position: 0, mandatory: true }],
      run: () => {
        const entry = files.find(name);
        if (entry === undefined) {
          throw failure(
            `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.`,
            {
              type: "System.Management.Automation.CommandNotFoundException",
              id: "CommandNotFoundException",
            },
          );
        }
        return files.readText(entry, "utf-8");
      },
    };
  });
}
