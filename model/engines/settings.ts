import { type BundleRetention } from "../retention/git-bundles";
import { type MinioSettings } from "../retention/minio-versions";
import { type NewestCopies } from "../retention/newest-copies";
import { type PbsKeep } from "../retention/pbs-prune";
import { type PgBackRestSettings } from "../retention/pgbackrest-time";
import { type ForgetSettings } from "../retention/restic-forget";
import { type S3Settings } from "../retention/s3-retention";
import { type VeeamSettings } from "../retention/veeam-retention";

/** What each engine is told to keep, in its own terms. */
export interface SettingsOf {
  readonly pbs: PbsKeep;
  readonly veeam: VeeamSettings;
  /** Its jobs cannot be declared. */
  readonly iperius: never;
  readonly pgbackrest: PgBackRestSettings;
  readonly dump: ForgetSettings;
  readonly minio: MinioSettings;
  readonly git: BundleRetention;
  readonly kubernetes: NewestCopies;
  readonly s3: S3Settings;
}
