import { type FileSystem } from "../host/file-system";
import { failure } from "../interpreter/errors";
import { type Cmdlet } from "./cmdlet";
import { textType } from "./parameter-types";

/** Where the stack looks for programs. */
const folder = "C:\\Program Files\\offsite-export";

/** Programs of other makers, which say what their file here says: their version is all that they are asked for. */
export function programCmdlets(files: FileSystem): readonly Cmdlet[] {
  return ["restic", "rclone"].map((program) => {
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
