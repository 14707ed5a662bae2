import { type Controls } from "../../controls";
import { row, type Row } from "../../row";
import { iamKeyAge } from "./iam-key-age";
import { iamNoAdministrator } from "./iam-no-administrator";
import { iamNoEscalation } from "./iam-no-escalation";
import { iamNoWildcard } from "./iam-no-wildcard";
import { iamTrustNarrow } from "./iam-trust-narrow";
import { iamWriterLeast } from "./iam-writer-least";
import { iamWriterLeastTogether } from "./iam-writer-least-together";
import { iperiusFolderClosed } from "./iperius-folder-closed";
import { minioPolicyLeast } from "./minio-policy-least";
import { noRootCredentials } from "./no-root-credentials";
import { pbsClusterTokenBackupOnly } from "./pbs-cluster-token-backup-only";
import { pbsTokenCannotPrune } from "./pbs-token-cannot-prune";
import { s3AccessLogged } from "./s3-access-logged";
import { s3AclOff } from "./s3-acl-off";
import { s3DeniesOtherKeys } from "./s3-denies-other-keys";
import { s3PolicyNoDeletion } from "./s3-policy-no-deletion";
import { s3PolicyNotPublic } from "./s3-policy-not-public";
import { s3Private } from "./s3-private";
import { s3PublicBlockWhole } from "./s3-public-block-whole";
import { s3TlsOnly } from "./s3-tls-only";
import { secretGuarded } from "./secret-guarded";
import { secretPolicyNotPublic } from "./secret-policy-not-public";

const leastPrivilege = {
  cis: ["6.8"],
  csf: ["PR.AA-05"],
  sp800171: ["03.01.05"],
} satisfies Controls;

/** Of copies that whoever brings them cannot end: that is what an isolated instance is worth. */
const beyondWriters = {
  cis: ["6.8", "11.4"],
  csf: ["PR.AA-05", "PR.DS-11"],
  sp800171: ["03.01.05"],
} satisfies Controls;

const needToKnow = {
  cis: ["3.3"],
  csf: ["PR.AA-05", "PR.DS-01"],
  sp800171: ["03.01.02"],
} satisfies Controls;

const mandatory = (severity: Row["severity"], controls: Controls) =>
  ({ level: "mandatory", severity, controls, numbers: {} }) as const;

const advisory = (severity: Row["severity"], controls: Controls) =>
  ({ level: "advisory", severity, controls, numbers: {} }) as const;

/** Rules of who may do what. */
export const access: readonly Row[] = [
  row(iamWriterLeast, mandatory("critical", beyondWriters)),
  row(iamWriterLeastTogether, mandatory("critical", beyondWriters)),
  row(iamNoWildcard, mandatory("high", leastPrivilege)),
  row(iamNoEscalation, mandatory("critical", leastPrivilege)),
  row(iamNoAdministrator, mandatory("critical", leastPrivilege)),
  row(iamTrustNarrow, mandatory("high", leastPrivilege)),
  row(iamKeyAge, {
    level: "advisory",
    severity: "medium",
    controls: { cis: ["6.1"], csf: ["PR.AA-05"] },
    numbers: {
      maximumDays: {
        ...{ default: 90, minimum: 1, maximum: 365 },
        description: "Days after which an access key of AWS is too old",
      },
    },
  }),
  row(noRootCredentials, mandatory("high", leastPrivilege)),
  row(s3PolicyNotPublic, mandatory("critical", needToKnow)),
  row(s3PolicyNoDeletion, mandatory("critical", beyondWriters)),
  row(s3Private, mandatory("high", needToKnow)),
  row(s3PublicBlockWhole, mandatory("high", needToKnow)),
  row(s3AclOff, mandatory("high", needToKnow)),
  row(s3TlsOnly, mandatory("high", { cis: ["3.10"], csf: ["PR.DS-02"], sp800171: ["03.13.08"] })),
  row(
    s3DeniesOtherKeys,
    advisory("medium", { cis: ["3.11", "11.3"], csf: ["PR.DS-01"], sp800171: ["03.13.10"] }),
  ),
  row(
    s3AccessLogged,
    advisory("medium", { cis: ["3.14", "8.2"], csf: ["PR.PS-04"], sp800171: ["03.03.01"] }),
  ),
  row(secretGuarded, advisory("medium", needToKnow)),
  row(secretPolicyNotPublic, mandatory("critical", needToKnow)),
  row(minioPolicyLeast, mandatory("critical", beyondWriters)),
  row(pbsClusterTokenBackupOnly, mandatory("critical", beyondWriters)),
  row(pbsTokenCannotPrune, mandatory("high", beyondWriters)),
  row(iperiusFolderClosed, mandatory("critical", leastPrivilege)),
];
