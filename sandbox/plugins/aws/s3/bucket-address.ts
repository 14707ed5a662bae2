/** Route 53 zones of the S3 website endpoints (AWS General Reference, "Amazon S3 endpoints and quotas"). */
const hostedZones: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-2": "Z3W03O7B5YMIYP",
  "ap-south-1": "Z11RGJOFQNVJUP",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "ca-central-1": "Z1QDHH18159H29",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "sa-east-1": "Z7KQH4QJS55SO",
  "us-east-1": "Z3AQBSTGFJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/** The names under which AWS would know a bucket. */
export interface BucketAddress {
  readonly arn: string;
  readonly bucketDomainName: string;
  readonly bucketRegionalDomainName: string;
  readonly bucketRegion: string;
  /** Left out for a Region that is not in the table. */
  readonly hostedZoneId?: string;
}

/** What follows from a bucket's name and Region alone. */
export function bucketAddress(bucket: string, region: string): BucketAddress {
  const hostedZoneId = hostedZones[region];
  return {
    arn: `arn:aws:s3:::${bucket}`,
    bucketDomainName: `${bucket}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
    bucketRegion: region,
    ...(hostedZoneId && { hostedZoneId }),
  };
}
