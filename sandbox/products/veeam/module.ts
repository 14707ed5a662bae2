import { type Cmdlet } from "../windows/cmdlets/cmdlet";
import { computerBackupJobCmdlets } from "./computer-backup-job";
import { configurationBackupCmdlets } from "./configuration-backup";
import { connectionCmdlets } from "./connection";
import { credentialsCmdlets } from "./credentials";
import { encryptionKeyCmdlets } from "./encryption-key";
import { setGfsOptions } from "./gfs-options";
import { jobOptions } from "./job-options";
import { licenseCmdlets } from "./license";
import { protectionGroupCmdlets } from "./protection-group";
import { repositoryCmdlets } from "./repository";
import { scheduleOptions } from "./schedule-options";
import { type VeeamServer } from "./server";
import { forServer, optionsCmdlet } from "./veeam-cmdlet";

/** The cmdlets of the module `Veeam.Backup.PowerShell` that the stand-in has. */
export function veeamModule(server: VeeamServer): readonly Cmdlet[] {
  const cmdlets = [
    ...licenseCmdlets,
    ...encryptionKeyCmdlets(server),
    ...credentialsCmdlets,
    ...repositoryCmdlets,
    ...protectionGroupCmdlets(server),
    ...[...scheduleOptions, ...jobOptions].map(optionsCmdlet),
    setGfsOptions,
    ...computerBackupJobCmdlets,
    ...configurationBackupCmdlets(server),
  ];
  return [...connectionCmdlets(server), ...cmdlets.map(forServer(server))];
}
