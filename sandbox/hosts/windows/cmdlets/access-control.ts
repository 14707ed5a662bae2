import * as path from "node:path";
import { readJsonFile } from "../host/atomic-file";
import { type FileSystem } from "../host/file-system";
import { EnumType } from "../interpreter/values/enum-value";
import { PsObject } from "../interpreter/values/ps-object";
import { nothing } from "../interpreter/values/value";
import { type Cmdlet } from "./cmdlet";
import { textType } from "./parameter-types";

/** One line of an access control list. */
export interface AccessRule {
  /** `DOMAIN\name`, as Windows shows it. */
  readonly identity: string;
  /** A right of `FileSystemRights`, or several with commas between. */
  readonly rights: string;
  readonly type: "Allow" | "Deny";
  readonly inherited: boolean;
}

/** Who owns a path and who may do what there. */
export interface AccessControl {
  readonly owner: string;
  readonly rules: readonly AccessRule[];
}

/** The file within the host's state; its keys are Windows paths. */
export const accessControlFile = "access-control.json";

/** What a path has that the file does not name. */
const inherited: AccessControl = {
  owner: "BUILTIN\\Administrators",
  rules: [
    { identity: "NT AUTHORITY\\SYSTEM", rights: "FullControl", type: "Allow", inherited: true },
    { identity: "BUILTIN\\Administrators", rights: "FullControl", type: "Allow", inherited: true },
  ],
};

const controlType = new EnumType(
  "System.Security.AccessControl.AccessControlType",
  ["Allow", "Deny"],
  [0, 1],
);

function accessRule(rule: AccessRule): PsObject {
  const account = new PsObject(
    "System.Security.Principal.NTAccount",
    [["Value", rule.identity]],
    rule.identity,
  );
  const rights = new EnumType("System.Security.AccessControl.FileSystemRights", [rule.rights]);
  return new PsObject("System.Security.AccessControl.FileSystemAccessRule", [
    ["IdentityReference", account],
    ["FileSystemRights", rights.member(rule.rights) ?? null],
    ["AccessControlType", controlType.member(rule.type) ?? null],
    ["IsInherited", rule.inherited],
  ]);
}

function security(windowsPath: string, isDirectory: boolean, control: AccessControl): PsObject {
  const kind = isDirectory ? "DirectorySecurity" : "FileSecurity";
  return new PsObject(`System.Security.AccessControl.${kind}`, [
    ["Path", `Microsoft.PowerShell.Core\\FileSystem::${windowsPath}`],
    ["Owner", control.owner],
    ["Access", control.rules.map(accessRule)],
  ]);
}

/** Access control lists, of which the subset can only be read. */
export function accessControlCmdlets(stateDirectory: string, files: FileSystem): readonly Cmdlet[] {
  const file = path.join(stateDirectory, accessControlFile);
  return [
    {
      name: "Get-Acl",
      parameters: [
        {
          name: "Path",
          type: textType,
          position: 0,
          fromPipeline: true,
          sets: ["path"],
          mandatory: true,
        },
        { name: "LiteralPath", type: textType, sets: ["literal"], mandatory: true },
      ],
      run: ({ given, writeError }) => {
        const wanted = given.has("Path") ? given.text("Path") : given.text("LiteralPath");
        const entry = files.find(wanted);
        if (entry === undefined) {
          writeError(`Cannot find path '${wanted}' because it does not exist.`);
          return nothing;
        }
        const controls = Object.entries(readJsonFile<Record<string, AccessControl>>(file, {}));
        const known = controls.find(
          ([name]) => name.toLowerCase() === entry.windowsPath.toLowerCase(),
        );
        return security(entry.windowsPath, entry.isDirectory, known?.[1] ?? inherited);
      },
    },
  ];
}
