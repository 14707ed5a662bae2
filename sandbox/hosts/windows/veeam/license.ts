import { nothing } from "../interpreter/values/value";
import { member } from "./schedule-options";
import { veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** Instances that the Community edition may protect. */
const communityInstances = 10;

/** What is installed: the Community edition. */
export const licenseCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Get-VBRInstalledLicense",
    parameters: [],
    run(server) {
      const used =
        server.store.all("VBRSession").length === 0
          ? 0
          : server.store.all("VBRComputerBackupJob").length;
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
