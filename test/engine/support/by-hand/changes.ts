import { awsChanges } from "./aws";
import { type HandMadeChanges } from "./change";
import { minioChanges } from "./minio";
import { pbsChanges } from "./pbs";
import { postgresChanges } from "./postgres";
import { pveChanges } from "./pve";
import { windowsChanges } from "./windows";

/** For every kind of thing that the lab's stack has, what somebody may change of it by hand. */
export const handMadeChanges: HandMadeChanges = {
  ...awsChanges,
  ...minioChanges,
  ...pbsChanges,
  ...postgresChanges,
  ...pveChanges,
  ...windowsChanges,
};
