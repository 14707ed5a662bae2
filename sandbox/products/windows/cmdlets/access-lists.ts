import { type AccessLists } from "../host/access-lists";
import { type Entry, type FileSystem } from "../host/file-system";
import { OutsideSubset } from "../interpreter/errors";
import { toText } from "../interpreter/conversion/text";
import { MemberTable } from "../interpreter/values/member-table";
import { type Method, NetObject, nothing, type Value } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { anyType, textType } from "./parameter-types";

/** The access list of a file or folder, as it was when it was read. */
class FileSecurity extends NetObject {
  constructor(
    readonly typeName: string,
    public sddl: string,
  ) {
    super();
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  toText(): string {
    return this.typeName;
  }
}

const members = new MemberTable<FileSecurity>(
  { Sddl: (self) => self.sddl },
  {
    "SetSecurityDescriptorSddlForm(string)": (self, [sddl = null]) => {
      const text = toText(sddl);
      if (!/^O:[\w-]+G:\w+D:(NO_ACCESS_CONTROL|(PAI|P)?(\(A;(OICI)?;FA;;;[\w-]+\))*)$/.test(text))
        throw new OutsideSubset(`the descriptor ${text}`);
      self.sddl = text;
      return nothing;
    },
  },
);

function found(files: FileSystem, { given, writeError }: Call): Entry | undefined {
  const name = given.text("LiteralPath");
  const entry = files.find(name);
  if (entry === undefined)
    writeError(`Cannot find path '${name}' because it does not exist.`, {
      type: "System.Management.Automation.ItemNotFoundException",
      id: "PathNotFound",
      target: name,
    });
  return entry;
}

const literalPath = { name: "LiteralPath", type: textType, mandatory: true };

/** Who may do what with files. */
export function accessListCmdlets(files: FileSystem, lists: AccessLists): readonly Cmdlet[] {
  return [
    {
      name: "Get-Acl",
      parameters: [literalPath],
      run: (call) => {
        const entry = found(files, call);
        if (entry === undefined) return nothing;
        const { windowsPath, isDirectory } = entry;
        const type = isDirectory ? "DirectorySecurity" : "FileSecurity";
        return new FileSecurity(
          `System.Security.AccessControl.${type}`,
          lists.get(windowsPath, isDirectory),
        );
      },
    },
    {
      name: "Set-Acl",
      parameters: [literalPath, { name: "AclObject", type: anyType, mandatory: true }],
      run: (call) => {
        const entry = found(files, call);
        const list = call.given.get("AclObject");
        if (!(list instanceof FileSecurity)) throw new OutsideSubset("Set-Acl with anything else");
        if (entry !== undefined) lists.set(entry.windowsPath, list.sddl);
        return nothing;
      },
    },
  ];
}
