import { type HandMadeChanges } from "./change";

/** What an operator may do in Veeam and on its server. */
export const windowsChanges: HandMadeChanges = {
  "veeam agent job": async ({ id }, operator) => {
    await operator.powershell(
      `Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
       Disable-VBRComputerBackupJob -Job (Get-VBRComputerBackupJob -Name '${id}')`,
    );
    return { property: "enabled", wanted: true, observed: false };
  },
  "veeam configuration backup": async (_, operator) => {
    await operator.powershell(
      `Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
       Set-VBRConfigurationBackupJob -Enable:$false`,
    );
    return { property: "enabled", wanted: true, observed: false };
  },
  "veeam encryption key": async ({ id, applied }, operator) => {
    const description = applied["description"] as string;
    const observed = `${id} [00000000]`;
    await operator.powershell(
      `Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
       $key = Get-VBREncryptionKey | Where-Object { $_.Description -eq '${description}' }
       $password = ConvertTo-SecureString -String 'another password' -AsPlainText -Force
       Set-VBREncryptionKey -EncryptionKey $key -Password $password -Description '${observed}' | Out-Null`,
    );
    return { property: "description", wanted: description, observed };
  },
  "veeam credentials": async ({ applied }, operator) => {
    const observed = "somebody@lab.example";
    await operator.powershell(
      `Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
       $credentials = Get-VBRCredentials | Where-Object { $_.Description -eq '${applied["description"] as string}' }
       Set-VBRCredentials -Credential $credentials -User '${observed}' -Description $credentials.Description | Out-Null`,
    );
    return { property: "user", wanted: applied["user"], observed };
  },
  "windows offsite export": async ({ id }, operator) => {
    await operator.powershell(
      `Disable-ScheduledTask -TaskPath '\\offsite-export\\' -TaskName '${id}' | Out-Null`,
    );
    return { property: "tasks.round.enabled", wanted: true, observed: false };
  },
  // A version, a licence and a Windows are looked at, and nothing that is typed there changes them.
  "veeam server": () => Promise.resolve("cannot be changed"),
  "iperius folder": async (_, operator) => {
    await operator.powershell(
      `$access = Get-Acl -LiteralPath 'C:\\ProgramData\\IperiusBackup'
       $access.SetSecurityDescriptorSddlForm('O:BAG:SYD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FA;;;BU)')
       Set-Acl -LiteralPath 'C:\\ProgramData\\IperiusBackup' -AclObject $access`,
    );
    return { property: "entries.BU", wanted: undefined, observed: "A OICI FA" };
  },
  // What the stack only looks at, whoever stopped it must start again.
  "iperius job": async (_, operator) => {
    await operator.powershell("Stop-Service -Name IperiusSvc");
    return { property: "service", wanted: "Running", observed: "Stopped" };
  },
};
