import { type Destroyer } from "./destroyer";

const removers = String.raw`(?:Remove-Item|ri|rm|rmdir|rd|del|erase)`;

/** What Windows, its PowerShell and Veeam's delete. Sources: Microsoft's and Veeam's references of commands. */
export const windows: readonly Destroyer[] = [
  [
    "Remove-VBRBackup",
    /\bRemove-VBR(?:\w*Backup(?:Item|File|Repository)?|RestorePoint|EncryptionKey)\b/i,
  ],
  ["Remove-Item -Recurse", new RegExp(`\\b${removers}\\s(?:[^;|\\n]*\\s)?-Rec\\w*`, "i")],
  // PowerShell takes a parameter by any beginning that no other has; `rm -r` is found among what shells remove.
  ["Remove-Item -Recurse", /\b(?:Remove-Item|ri|rd|del|erase)\s(?:[^;&|\n]*\s)?-re?(?=[\s:;]|$)/i],
  [
    "Remove-Item of what is piped",
    /\|\s*(?:(?:%|ForEach(?:-Object)?)\s*\{[^}\n]*)?\b(?:Remove-Item|ri|del|erase)(?=[\s}]|$)(?![^;|\n]*-Rec)/im,
  ],
  [
    "Remove-Item of a pattern",
    /\b(?:Remove-Item|ri)\s(?![^;|\n]*(?:-Rec|env:TE?MP\b))[^;|\n]*[*?]/i,
  ],
  // `del` and `erase` of cmd; of files in its own folder for temporary ones anybody may dispose.
  ["del of a pattern", /\b(?:del|erase)\s(?![^;&|\n]*(?:-Rec|\/s\b|%TE?MP%))[^;&|\n]*[*?]/i],
  [
    "Delete of .NET",
    /\bIO\.(?:Directory|File)(?:Info)?\]::Delete\b|\.Delete\(\s*(?:\$true\s*)?\)/i,
  ],
  ["Clear-Content of a pattern", /\bClear-Content\s[^;|\n]*[*?]/i],
  ["vssadmin delete", /\bvssadmin(?:\.exe)?\s+(?:delete|resize)\s/i],
  [
    "shadow copies deleted",
    /\bshadowcopy\s[^;&|\n]*delete\b|\bWin32_ShadowCopy\b[^;\n]*\|\s*(?:Remove-|[^;\n]*\bDelete\b)/i,
  ],
  ["wbadmin delete", /\bwbadmin(?:\.exe)?\s+delete\s/i],
  [
    "wbadmin disable",
    /\bwbadmin(?:\.exe)?\s+disable\s+backup\b|\bRemove-WB(?:Policy|BackupSet)\b/i,
  ],
  ["bcdedit recoveryenabled", /\bbcdedit(?:\.exe)?\s[^;&|\n]*\brecoveryenabled\s+(?:no|off)\b/i],
  ["Remove-VMSnapshot", /\bRemove-VM(?:Snapshot|Checkpoint|HardDiskDrive)?\b/i],
  ["rmdir /s", /\b(?:rmdir|rd|del|erase)\s(?:[^&|\n]*\s)?\/s\b/i],
  ["Format-Volume", /\b(?:Format-Volume|Clear-Disk|Remove-Partition|Reset-PhysicalDisk)\b/i],
  ["Remove-VirtualDisk", /\bRemove-(?:VirtualDisk|StoragePool)\b/i],
  ["format of a drive", /(?<![-.\w])format(?:\.com)?\s+["']?[a-z]:(?!\w)/i],
  ["diskpart", /\bdiskpart(?:\.exe)?\s*(?:\/s\b|<)|\|\s*diskpart\b/i],
  ["robocopy /mir", /\brobocopy(?:\.exe)?\s[^;&|\n]*\/(?:mir|purge|move|mov)\b/i],
  ["sdelete", /\bsdelete(?:64)?(?:\.exe)?\s/i],
];
