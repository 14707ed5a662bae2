/** Where a bucket is. */
export interface S3Address {
  readonly region: string;
  /** Another S3 than Amazon's. */
  readonly endpoint?: string;
}

/** Access to it. */
export interface S3Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The remote `offsite` in rclone's own file. Amazon's buckets have their ACLs off and refuse rclone's default one.
 *
 * @throws Error for a value that would end its line
 */
export function rcloneRemote({ region, endpoint }: S3Address, keys: S3Credentials): string {
  const values = {
    type: "s3",
    provider: endpoint === undefined ? "AWS" : "Other",
    access_key_id: keys.accessKey,
    secret_access_key: keys.secretKey,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    acl: "bucket-owner-full-control",
  };
  const broken = Object.entries(values).find(([, value]) => /[\r\n]/.test(value));
  if (broken) throw new Error(`${broken[0]} of the offsite export holds a line break`);
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
  return ["[offsite]", ...lines].join("\n");
}
