import { PsObject } from "../windows/interpreter/values/ps-object";
import { itemsOf, nothing, type Value } from "../windows/interpreter/values/value";
import { member } from "./schedule-options";
import { type VeeamServer } from "./server";
import { veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** Instances that the Community edition may protect. */
const communityInstances = 10;

/** Computers that a job has processed: each takes an instance from its first run on. */
function protectedComputers(server: VeeamServer): ReadonlySet<string> {
  const started = server.store.all("VBRSession").map((session) => String(session.get("JobId")));
  const groups = server.store
    .all("VBRComputerBackupJob")
    .filter((job) => started.includes(String(job.get("Id"))))
    .flatMap((job) => itemsOf(job.get("BackupObject")));
  return new Set(groups.flatMap(computersOf));
}

function computersOf(group: Value): readonly string[] {
  const container = group instanceof PsObject ? group.get("Container") : null;
  const computers = container instanceof PsObject ? container.get("CustomCredentials") : null;
  return itemsOf(computers).flatMap((each) =>
    each instanceof PsObject ? [String(each.get("HostName"))] : [],
  );
}

/** What is installed: the Community edition. */
export const licenseCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Get-VBRInstalledLicense",
    parameters: [],
    run(server) {
      const used = protectedComputers(server).size;
      const summary = veeamObject("VBRInstanceLicenseSummary", [
        ["LicensedInstancesNumber", communityInstances],
        ["UsedInstancesNumber", used],
        ["NewInstancesNumber", 0],
        ["RentalInstancesNumber", 0],
        ["Object", []],
        ["Workload", []],
      ]);
      return veeamObject("VBRInstalledLicense", [
        ["Status", member("VBRLicenseStatus", "Valid")],
        ["ExpirationDate", null],
        ["Type", member("VBRLicenseType", "Free")],
        ["Edition", member("VBRLicenseEdition", "Community")],
        ["LicensedTo", ""],
        ["SocketLicenseSummary", []],
        ["InstanceLicenseSummary", summary],
        ["SupportId", null],
        ["SupportExpirationDate", null],
        ["AutoUpdateEnabled", false],
        ["FreeAgentInstanceConsumptionEnabled", true],
      ]);
    },
  },
];

/** Cmdlets of features that the Community edition does not have; the licence stops them first. */
const beyondCommunity = [
  "Add-VBRScaleOutBackupRepository",
  "Set-VBRScaleOutBackupRepository",
  "Add-VBRSureBackupJob",
  "Set-VBRSureBackupJob",
  "Start-VBRSureBackupJob",
  "New-VBRAmazonS3Folder",
  "Add-VBRAmazonS3Repository",
  "Add-VBRAmazonS3CompatibleRepository",
] as const;

/** They accept any words: what they would do with them nobody gets to see. */
export const unlicensedCmdlets: readonly VeeamCmdlet[] = beyondCommunity.map((name) => ({
  name,
  edition: "Enterprise",
  parameters: [],
  anyWords: true,
  run: () => nothing,
}));
