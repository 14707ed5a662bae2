/**
 * Days that Amazon S3 bills at least for an object of each storage class; a class that is not listed has no least.
 * Keeping a copy for fewer saves nothing. Source: Amazon S3 User Guide, storage classes.
 */
export const billedDays: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};
