import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["Remove-VBRBackupRepository -Repository $r", "Remove-VBRBackup"],
    ["Remove-VBRRestorePoint -Oib $point", "Remove-VBRBackup"],
    ["Remove-VBREncryptionKey $key", "Remove-VBRBackup"],
    ["Get-VBRBackup | % { $_.Delete() }", "Delete of .NET"],
    ["[System.IO.File]::Delete('D:\\x')", "Delete of .NET"],
    ["[IO.Directory]::Delete('D:\\Backup', $true)", "Delete of .NET"],
    ["Remove-Item D:\\Backup\\*", "Remove-Item of a pattern"],
    ["Remove-Item -Path D:\\Backup\\*.vbk -Force", "Remove-Item of a pattern"],
    ["del /f /q D:\\Backup\\*.vbk", "del of a pattern"],
    ["gci D:\\Backup | foreach { Remove-Item $_ }", "Remove-Item of what is piped"],
    ["gci D:\\Backup -Filter *.vbk | ri", "Remove-Item of what is piped"],
    ["Clear-Content D:\\Backup\\*", "Clear-Content of a pattern"],
    ["vssadmin resize shadowstorage /for=D: /maxsize=1MB", "vssadmin delete"],
    ["wmic shadowcopy delete", "shadow copies deleted"],
    ["Get-CimInstance Win32_ShadowCopy | Remove-CimInstance", "shadow copies deleted"],
    ["Remove-Partition -DiskNumber 1", "Format-Volume"],
    ["Reset-PhysicalDisk x", "Format-Volume"],
    ["Remove-VirtualDisk x", "Remove-VirtualDisk"],
    ["format D: /q /y", "format of a drive"],
    ["diskpart /s clean.txt", "diskpart"],
    ["echo clean | diskpart", "diskpart"],
    ["robocopy C:\\empty D:\\Backup /MIR", "robocopy /mir"],
    ["Remove-Item -r -fo D:\\Backup", "Remove-Item -Recurse"],
    ["ri D:\\Backup -re", "Remove-Item -Recurse"],
    ["wbadmin disable backup -quiet", "wbadmin disable"],
    ["Remove-WBBackupSet -All -Force", "wbadmin disable"],
    ["Remove-WBPolicy -All", "wbadmin disable"],
    ["bcdedit /set {default} recoveryenabled no", "bcdedit recoveryenabled"],
    ["Remove-VMSnapshot -VMName x", "Remove-VMSnapshot"],
    ["Remove-VM x -Force", "Remove-VMSnapshot"],
    ["sdelete64 -s D:\\Backup", "sdelete"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what].flat());
  });

  it.each([
    "Get-VBRBackupRepository",
    "Remove-Item x; Get-ChildItem -r",
    "ip route del default && sed -r s/a/b/ x",
    "Remove-Item -Restore x",
    "Remove-VMNetworkAdapter x",
    "bcdedit /set {default} recoveryenabled yes",
    "wbadmin enable backup",
    "Remove-VBRTapeDrive x",
    "[System.IO.File]::ReadAllText('D:\\x')",
    'Remove-Item "$env:TEMP\\x-*"',
    "del %TEMP%\\x*",
    "jq '.a | del(.b)'",
    'Get-Date -Format "H:mm"',
    "'{0}' -f $x; $a.Format('d:')",
    "vssadmin list shadows",
    "wmic shadowcopy list",
    "Get-Partition",
    "robocopy C:\\a D:\\b /E",
    "diskpart-like",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });
});
