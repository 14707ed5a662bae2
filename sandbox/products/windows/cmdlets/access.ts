import * as path from "node:path";
import { readJsonFile, writeAtomically } from "../host/atomic-file";
import { type FileSystem } from "../host/file-system";
import { failure } from "../interpreter/errors";
import { toText } from "../interpreter/conversion/text";
import { MemberTable } from "../interpreter/values/member-table";
import { type Method, NetObject, nothing, type Value } from "../interpreter/values/value";
import { type Cmdlet } from "./cmdlet";
import { anyType, textType } from "./parameter-types";

/** `FileSecurity` and `DirectorySecurity`, by the text of their descriptor alone. */
class Security extends NetObject {
  readonly typeName = "System.Security.AccessControl.DirectorySecurity";

  constructor(public sddl: string) {
    super();
  }

  override read(name: string): Value | undefined {
    return name.toLowerCase() === "sddl" ? this.sddl : undefined;
  }

  override method(name: string): Method | undefined {
    return securityMembers.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const securityMembers = new MemberTable<Security>(
  {},
  {
    "SetSecurityDescriptorSddlForm(string)": (self, [text = null]) => {
      self.sddl = toText(text);
      return nothing;
    },
  },
);

/** What folders in `ProgramData` are: everybody may read them. */
const everybodys = "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)";

/** Descriptors that somebody set, by path, and what is below such a folder from there. */
function descriptorOf(set: Readonly<Record<string, string>>, windowsPath: string): string {
  const own = set[windowsPath];
  if (own !== undefined) return own;
  const folder = windowsPath.slice(0, Math.max(0, windowsPath.lastIndexOf("\\")));
  if (folder === "") return everybodys;
  const above = set[folder];
  if (above === undefined) return descriptorOf(set, folder);
  const entries = above.match(/\(A;OICI[A-Z]*;[^()]*\)/g) ?? [];
  const inherited = entries.map((entry) => entry.replace(/;OICI[A-Z]*;/, ";ID;"));
  return `O:BAG:SYD:AI${inherited.join("")}`;
}

/** Who may reach a file or a folder. */
export function accessCmdlets(stateDirectory: string, files: FileSystem): readonly Cmdlet[] {
  const file = path.join(stateDirectory, "access.json");
  const read = () => readJsonFile<Readonly<Record<string, string>>>(file, {});
  const pathParameter = { name: "LiteralPath", type: textType, mandatory: true } as const;
  const known = (given: string) => {
    const entry = files.find(given);
    if (entry !== undefined) return entry.windowsPath;
    throw failure(`Cannot find path '${given}' because it does not exist.`, {
      id: "GetAcl_PathNotFound",
    });
  };
  return [
    {
      name: "Get-Acl",
      parameters: [pathParameter],
      run: ({ given }) => new Security(descriptorOf(read(), known(given.text("LiteralPath")))),
    },
    {
      name: "Set-Acl",
      parameters: [pathParameter, { name: "AclObject", type: anyType, mandatory: true }],
      run: ({ given }) => {
        const security = given.instance("AclObject", Security);
        const set = { ...read(), [known(given.text("LiteralPath"))]: security.sddl };
        writeAtomically(file, `${JSON.stringify(set, undefined, 2)}\n`);
        return nothing;
      },
    },
  ];
}
