import { newId } from "./store";
import { member } from "./schedule-options";
import { veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

const builds = { 12: "12.3.2.3617", 13: "13.0.2.29" } as const;

/** What is installed: a version, and the licence of the Community Edition. Sources: the pages of these cmdlets and types. */
export const licenseCmdlets: readonly VeeamCmdlet[] = [
  {
    name: "Get-VBRBackupServerInfo",
    parameters: [],
    run: ({ computerName, installation: { version, build = builds[version] } }) =>
      veeamObject("VBRBackupServerInfo", [
        ["Name", computerName],
        ["Build", build],
        ["PatchLevel", ""],
      ]),
  },
  {
    name: "Get-VBRInstalledLicense",
    parameters: [],
    run({ installation: { licensedInstances, workloads } }) {
      const summary = veeamObject("VBRInstanceLicenseSummary", [
        ["LicensedInstancesNumber", licensedInstances],
        ["UsedInstancesNumber", workloads.length],
        ["NewInstancesNumber", 0],
        ["RentalInstancesNumber", 0],
        ["Object", []],
        [
          "Workload",
          workloads.map((name) =>
            veeamObject("VBRLicensedInstanceWorkload", [
              ["ID", newId()],
              ["Name", name],
              ["UsedInstancesNumber", 1],
            ]),
          ),
        ],
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
