import { type Controls } from "../../controls";
import { row, type Row } from "../../row";
import { kmsDeletionWindow } from "./kms-deletion-window";
import { kmsGrantNarrow } from "./kms-grant-narrow";
import { kmsKeyEnabled } from "./kms-key-enabled";
import { kmsLockoutCheck } from "./kms-lockout-check";
import { kmsPolicyGiven } from "./kms-policy-given";
import { kmsPolicyGuardsDeletion } from "./kms-policy-guards-deletion";
import { kmsPolicyNotPublic } from "./kms-policy-not-public";
import { kmsRotation } from "./kms-rotation";
import { minioBucketEncrypted } from "./minio-bucket-encrypted";
import { pbsRemoteFingerprint } from "./pbs-remote-fingerprint";
import { providerTls } from "./provider-tls";
import { pveStorageFingerprint } from "./pve-storage-fingerprint";
import { pveStorageOwnKey } from "./pve-storage-own-key";
import { remoteHostKeyPinned } from "./remote-host-key-pinned";
import { remoteLoginKey } from "./remote-login-key";
import { remoteUrlTls } from "./remote-url-tls";
import { s3BucketEncrypted } from "./s3-bucket-encrypted";
import { s3BucketKey } from "./s3-bucket-key";
import { s3BucketOwnKey } from "./s3-bucket-own-key";
import { secretOwnKey } from "./secret-own-key";
import { dumpEncrypted } from "./dump-encrypted";
import { pgbackrestEncrypted } from "./pgbackrest-encrypted";
import { topicOwnKey } from "./topic-own-key";
import { trailOwnKey } from "./trail-own-key";
import { veeamJobEncrypted } from "./veeam-job-encrypted";

/** Backups, encrypted where they lie. */
const atRest = {
  cis: ["3.11", "11.3"],
  csf: ["PR.DS-01", "PR.DS-11"],
  sp800171: ["03.08.09"],
} satisfies Controls;

/** What is no backup and tells of them. */
const beside = { cis: ["3.11"], csf: ["PR.DS-01"], sp800171: ["03.13.08"] } satisfies Controls;

const inTransit = { cis: ["3.10"], csf: ["PR.DS-02"], sp800171: ["03.13.08"] } satisfies Controls;

/** A key that is lost takes with it all that lies under it. */
const keyKept = { cis: ["11.3"], csf: ["PR.DS-11"], sp800171: ["03.13.10"] } satisfies Controls;

const keyGuarded = {
  cis: ["6.8", "11.3"],
  csf: ["PR.AA-05", "PR.DS-11"],
  sp800171: ["03.01.05", "03.13.10"],
} satisfies Controls;

const critical = { level: "mandatory", severity: "critical", numbers: {} } as const;
const high = { level: "mandatory", severity: "high", numbers: {} } as const;
const advice = { level: "advisory", numbers: {} } as const;

/** Rules of encryption, where data lies and on its way. */
export const encryption: readonly Row[] = [
  row(s3BucketEncrypted, { ...critical, controls: atRest }),
  row(s3BucketOwnKey, { ...critical, controls: atRest }),
  row(s3BucketKey, { ...advice, severity: "low", controls: { csf: ["PR.IR-04"] } }),
  row(minioBucketEncrypted, { ...critical, controls: atRest }),
  row(pveStorageOwnKey, { ...critical, controls: atRest }),
  row(pgbackrestEncrypted, { ...critical, controls: atRest }),
  row(dumpEncrypted, { ...critical, controls: atRest }),
  row(veeamJobEncrypted, { ...critical, controls: atRest }),
  row(secretOwnKey, { ...high, controls: beside }),
  row(topicOwnKey, { ...advice, severity: "low", controls: beside }),
  row(trailOwnKey, { ...advice, severity: "low", controls: beside }),
  row(kmsRotation, {
    level: "mandatory",
    severity: "medium",
    controls: { cis: ["3.11"], csf: ["PR.DS-01"], sp800171: ["03.13.10"] },
    numbers: {
      maximumDays: {
        default: 365,
        minimum: 90,
        maximum: 2560,
        description: "Days between rotations of a key, at most",
      },
    },
  }),
  row(kmsDeletionWindow, {
    ...high,
    controls: keyKept,
    numbers: {
      minimumDays: {
        default: 30,
        minimum: 7,
        maximum: 30,
        description: "Days between asking for a key's deletion and the deletion, at least",
      },
    },
  }),
  row(kmsKeyEnabled, { ...high, controls: keyKept }),
  row(kmsLockoutCheck, { ...high, controls: keyKept }),
  row(kmsPolicyGiven, { ...high, controls: keyGuarded }),
  row(kmsPolicyNotPublic, {
    ...critical,
    controls: { cis: ["3.3", "11.3"], csf: ["PR.AA-05"], sp800171: ["03.01.02"] },
  }),
  row(kmsPolicyGuardsDeletion, { ...high, controls: keyGuarded }),
  row(kmsGrantNarrow, { ...high, controls: keyGuarded }),
  row(providerTls, { ...critical, controls: inTransit }),
  row(remoteUrlTls, { ...high, controls: inTransit }),
  row(remoteHostKeyPinned, { ...critical, controls: inTransit }),
  row(remoteLoginKey, { ...high, controls: { sp800171: ["03.01.02"] } }),
  row(pveStorageFingerprint, { ...high, controls: inTransit }),
  row(pbsRemoteFingerprint, { ...advice, severity: "medium", controls: inTransit }),
];
