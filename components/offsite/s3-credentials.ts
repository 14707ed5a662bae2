/** Access to S3. */
export interface S3Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The credentials in Amazon's own format, which restic and rclone both read.
 *
 * @throws Error for a value that would end its line
 */
export function credentialsFile({ accessKey, secretKey }: S3Credentials): string {
  const values = { aws_access_key_id: accessKey, aws_secret_access_key: secretKey };
  const broken = Object.entries(values).find(([, value]) => /[\r\n]/.test(value));
  if (broken) throw new Error(`${broken[0]} of the offsite export holds a line break`);
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
  return ["[default]", ...lines].join("\n");
}
