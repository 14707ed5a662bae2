/**
 * What the user of one server may do on the bucket of repositories: all that pgBackRest does, below its own folder. It can
 * end no version, so that what a lost server deletes or overwrites can be brought back.
 */
export function repositoryPolicy(bucket: string, stanza: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: [`arn:aws:s3:::${bucket}`],
        Condition: { StringLike: { "s3:prefix": [`${stanza}/*`] } },
      },
      {
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        Resource: [`arn:aws:s3:::${bucket}/${stanza}/*`],
      },
    ],
  });
}
