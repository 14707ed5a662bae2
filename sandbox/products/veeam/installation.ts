import * as path from "node:path";
import { readJsonFile } from "../windows/host/atomic-file";

/** What kind of Veeam is on the host, and who it lets in; `veeam/installation.json` of its state says so. */
export interface Installation {
  /** 12 works in Windows PowerShell 5.1, 13 in PowerShell 7. */
  readonly version: 12 | 13;
  /** Its build, as `Get-VBRBackupServerInfo` tells it. Default: one of the version. */
  readonly build?: string;
  /** How many machines the licence allows to protect; ten of the Community Edition. */
  readonly licensedInstances: number;
  /** Names of the machines that take an instance each. */
  readonly workloads: readonly string[];
  /** Whether the account that logs in has ever accepted the server's certificate, so that nobody is asked. */
  readonly certificateAccepted: boolean;
  /** What the server answers to a cmdlet instead of doing it: a licence, a role or an account that does not do. */
  readonly refuses: Readonly<Record<string, string>>;
  /** Cmdlets to which it never answers. */
  readonly silent: readonly string[];
}

const usual: Installation = {
  version: 13,
  licensedInstances: 10,
  // No job has run.
  workloads: [],
  certificateAccepted: false,
  refuses: {},
  silent: [],
};

/** The installation of the host whose state is in `stateDirectory`: 13, unless the file says otherwise. */
export function installationOf(stateDirectory: string): Installation {
  const file = path.join(stateDirectory, "veeam", "installation.json");
  return { ...usual, ...readJsonFile<Partial<Installation>>(file, {}) };
}
