import { AccessLists } from "../../../sandbox/products/windows/host/access-lists";
import { type Envelope, type RemoteAction } from "../../../model/remote/envelope";
import { type HostRun } from "../../support/posix-host";
import { hasRealPowerShell } from "../../support/powershell-host";
import { StubbedPowerShell } from "../veeam/veeam-host";
import { WindowsServer } from "../veeam/windows-server";

/** A host on which Iperius runs. */
export interface IperiusHost {
  /** The folder that is its drive C. */
  readonly drive: string;
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun>;
  stopService(): Promise<unknown>;
  /** Has its service run as another account. */
  runAs(account: string): Promise<unknown>;
  /** Sets an access list as an operator does. */
  open(windowsPath: string, sddl: string): Promise<unknown>;
  /** An access list as it is. */
  access(windowsPath: string): Promise<string>;
  remove(): void;
}

/** What a folder of `C:\\ProgramData` has by default: every user reads, and may make files. */
const inherited =
  "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)";

class StandIn implements IperiusHost {
  private readonly server = new WindowsServer();
  readonly drive = this.server.file("filesystem/C");

  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    return this.server.run(action, envelope);
  }

  stopService(): Promise<unknown> {
    return this.server.type("Stop-Service IperiusSvc");
  }

  runAs(account: string): Promise<unknown> {
    return Promise.resolve(this.server.runServicesAs(account));
  }

  open(windowsPath: string, sddl: string): Promise<unknown> {
    const lists = new AccessLists(this.server.file());
    return Promise.resolve(lists.set(windowsPath, sddl));
  }

  async access(windowsPath: string): Promise<string> {
    return (await this.server.type(`(Get-Acl -LiteralPath '${windowsPath}').Sddl`)).trim();
  }

  remove(): void {
    this.server.remove();
  }
}

/** A real PowerShell with a drive C and a service, which it has none of here. */
class RealHost implements IperiusHost {
  private readonly shell = new StubbedPowerShell();
  readonly drive = this.shell.drive;
  private readonly ready = this.shell.type(
    `$global:service = 'Running'
     $global:account = 'LocalSystem'
     $global:lists = @{}
     function global:Get-Service($Name) { return [pscustomobject]@{ Name = $Name; Status = $global:service } }
     function global:Get-CimInstance($ClassName) { return [pscustomobject]@{ Name = 'IperiusSvc'; StartName = $global:account } }
     function global:Get-Acl($LiteralPath) {
       $set = $global:lists[$LiteralPath]
       $sddl = if ($null -eq $set) { '${inherited}' } else { $set }
       $list = [pscustomobject]@{ Sddl = $sddl }
       $list | Add-Member ScriptMethod SetSecurityDescriptorSddlForm { param($Text) $this.Sddl = $Text }
       return $list
     }
     function global:Set-Acl($LiteralPath, $AclObject) {
       $global:lists[$LiteralPath] = $AclObject.Sddl
       if ($LiteralPath -eq 'C:\\ProgramData\\IperiusBackup') {
         foreach ($child in 'Jobs', 'Logs') {
           if (-not $global:lists.Contains("$LiteralPath\\$child")) { $global:lists["$LiteralPath\\$child"] = $AclObject.Sddl }
         }
       }
     }`,
  );

  async run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    await this.ready;
    return this.shell.run(action, envelope);
  }

  stopService(): Promise<unknown> {
    return this.shell.type("$global:service = 'Stopped'");
  }

  runAs(account: string): Promise<unknown> {
    return this.shell.type(`$global:account = '${account}'`);
  }

  open(windowsPath: string, sddl: string): Promise<unknown> {
    return this.shell.type(`$global:lists['${windowsPath}'] = '${sddl}'`);
  }

  async access(windowsPath: string): Promise<string> {
    return (await this.shell.type(`(Get-Acl -LiteralPath '${windowsPath}').Sddl`)).trim();
  }

  remove(): void {
    this.shell.remove();
  }
}

/** Everything here that Iperius can run on. */
export const iperiusHosts: readonly { readonly name: string; readonly make: () => IperiusHost }[] =
  [
    { name: "the stand-in", make: () => new StandIn() },
    ...(hasRealPowerShell ? [{ name: "a real PowerShell", make: () => new RealHost() }] : []),
  ];
