import { member } from "./schedule-options";
import { veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/** Instances that the Community edition may protect. */
const communityInstances = 10;

/** What is installed: the Community edition. No job has run, so none of its instances is taken. */
export const licenseCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Get-VBRInstalledLicense",
    parameters: [],
    run() {
      const summary = veeamObject("VBRInstanceLicenseSummary", [
        ["LicensedInstancesNumber", communityInstances],
        ["UsedInstancesNumber", 0],
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
