import { z } from "zod";
import { exemption } from "./classes";
import { item } from "./items";
import { address, diskKey, mostGigabytes, name, oneLine } from "./values";

/** `backup:guests`: the virtual machines and containers of the cluster. */
export const guests = z.record(
  name,
  z
    .strictObject({
      vmid: z
        .int()
        .min(100)
        .max(999_999_999)
        .meta({ unit: "identifier" })
        .describe("The number by which the cluster knows the guest, and jobs name it."),
      kind: z
        .enum(["vm", "ct"])
        .default("vm")
        .describe("A virtual machine (`vm`) or a container (`ct`)."),
      address: address
        .optional()
        .describe(
          "Where it answers after a restore, for whoever checks that. Default: unknown, which the plan reports.",
        ),
      node: name.describe(
        "The machine it was last seen on, by its name in `backup:nodes`; the speed of its backup follows from it.",
      ),
      os: oneLine.describe(
        "The operating system and its release as people call it, such as `Ubuntu 24.04`; the plan tells Windows from Linux by it.",
      ),
      role: oneLine.describe(
        "What it is there for, in words; the plan finds databases that nobody declared by it.",
      ),
      cpus: z
        .int()
        .min(1)
        .meta({ unit: "count of virtual CPUs" })
        .describe("The processors it was given, for whoever restores it elsewhere."),
      memoryGB: z
        .int()
        .min(1)
        .meta({ unit: "GB" })
        .describe("The memory it was given, for whoever restores it elsewhere."),
      disksGB: z
        .array(z.int().min(1).max(mostGigabytes).meta({ unit: "GB" }))
        .min(1)
        .describe("The size of each of its disks, from which the plan estimates what copies take."),
      vlan: z
        .int()
        .min(1)
        .max(4094)
        .meta({ unit: "identifier" })
        .describe("The tag of the network that it is on."),
      agent: z
        .boolean()
        .optional()
        .describe(
          "Whether a backup freezes its file systems: the guest agent is installed, and on in the options of the virtual machine. " +
            "Default: nobody knows, which the plan reports.",
        ),
      vss: z
        .enum(["copy", "full", "none"])
        .optional()
        .describe(
          "What the agent of a Windows guest asks of VSS (`VssOption` in its registry); `none`: it has no VSS provider. " +
            "Default: nobody knows, which the plan reports.",
        ),
      excludedDisks: z
        .record(
          diskKey,
          exemption.describe("Why this disk is in no backup, and until when nobody asks."),
        )
        .optional()
        .describe(
          "Disks and mount points that no backup takes, on purpose, by their keys in the guest's configuration. Default: none.",
        ),
      ...item,
    })
    .describe("A virtual machine or container of a Proxmox VE cluster."),
);
