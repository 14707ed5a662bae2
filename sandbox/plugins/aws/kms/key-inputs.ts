import type { Tags } from "../tags";

/** The inputs of `aws.kms.Key` that the sandbox acts out. */
export interface KeyInputs {
  readonly bypassPolicyLockoutSafetyCheck: boolean;
  readonly customerMasterKeySpec: string;
  /** Days from 7 to 30; AWS waits 30 where it is left out. */
  readonly deletionWindowInDays?: number;
  readonly description?: string;
  readonly enableKeyRotation: boolean;
  readonly isEnabled: boolean;
  readonly keyUsage: string;
  readonly multiRegion?: boolean;
  readonly policy?: string;
  /** Days from 90 to 2560; AWS takes 365 where it is left out. */
  readonly rotationPeriodInDays?: number;
  readonly tags?: Tags;
}
