import type * as aws from "@pulumi/aws";
import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { ownTag } from "../../model/vault-names";

/** Where the vault is and how it is entered. */
export interface VaultProviderArgs {
  readonly region: string;
  /** On everything in it, so that a bill and an audit find it. Default: that this stack made it. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Another endpoint than AWS's own. Default: AWS. */
  readonly endpoint?: string;
  /** Default: what the environment offers (role, profile, OIDC). */
  readonly credentials: pulumi.Output<
    { readonly accessKey: string; readonly secretKey: string } | undefined
  >;
}

/** The services of AWS that the vault is made of. */
const services = [
  ...(["s3", "kms", "secretsmanager", "iam", "sts"] as const),
  ...(["cloudtrail", "sns", "budgets"] as const),
];

/** The provider of every resource of a vault. */
export function defineVaultProvider(name: string, args: VaultProviderArgs): Provider {
  const elsewhere = args.endpoint !== undefined;
  return new Provider(name, {
    region: args.region as aws.Region,
    accessKey: args.credentials.apply((known) => known?.accessKey as string),
    secretKey: args.credentials.apply((known) => known?.secretKey as string),
    endpoints: elsewhere
      ? [Object.fromEntries(services.map((service) => [service, args.endpoint]))]
      : undefined,
    // Only AWS itself has a metadata service and account ids, and names buckets in host names.
    s3UsePathStyle: elsewhere,
    skipCredentialsValidation: elsewhere,
    skipMetadataApiCheck: elsewhere,
    skipRequestingAccountId: elsewhere,
    defaultTags: { tags: { ...args.tags, [ownTag]: "pulumi" } },
  });
}
