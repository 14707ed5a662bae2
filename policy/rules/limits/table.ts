import { communityWorkloads } from "../../../model/engines/veeam";
import { row, type Row } from "../../row";
import { pveJobRuns } from "./pve-job-runs";
import { s3SmallObjectsWarm } from "./s3-small-objects-warm";
import { veeamJobRuns } from "./veeam-job-runs";
import { veeamTenWorkloads } from "./veeam-ten-workloads";

/** Rules of what products can and cannot do. */
export const limits: readonly Row[] = [
  row(pveJobRuns, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(veeamJobRuns, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(veeamTenWorkloads, {
    level: "mandatory",
    severity: "medium",
    controls: { cis: ["11.2"], csf: ["PR.IR-04"] },
    numbers: {
      workloads: {
        default: communityWorkloads,
        minimum: 1,
        maximum: 10_000,
        description: "Machines that the licence of a Veeam server covers",
      },
    },
  }),
  row(s3SmallObjectsWarm, {
    level: "advisory",
    severity: "low",
    controls: { csf: ["ID.AM-08"] },
    numbers: {
      smallestBytes: {
        default: 131_072,
        minimum: 1,
        maximum: 1_073_741_824,
        description: "Bytes of the smallest object that may move to an archive class",
      },
    },
  }),
];
