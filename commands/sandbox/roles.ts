import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { type Declaration } from "../../config/schema/estate";
import { type SandboxEndpoints } from "../../sandbox/endpoints";

/** Nobody assumes a role in the sandbox. */
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "sts:AssumeRole",
    },
  ],
});

/** Makes the roles of the vaults' declarations, which in the lab's account are there before any stack. */
export async function seedRoles(
  { aws }: SandboxEndpoints,
  vaults: Declaration["vault"],
): Promise<void> {
  const { endpoint, region, accessKey, secretKey } = aws;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  const client = new IAMClient({ endpoint, region, credentials });
  const roles = Object.values(vaults).flatMap(({ access }) =>
    access === undefined ? [] : principalsOf(access),
  );
  for (const arn of new Set(roles)) {
    const [, path, RoleName] = /:role(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
    if (path === undefined || RoleName === undefined) continue;
    try {
      await client.send(
        new CreateRoleCommand({ RoleName, Path: path, AssumeRolePolicyDocument: trust }),
      );
    } catch (error) {
      if (!(error instanceof Error) || !/^EntityAlreadyExists/.test(error.name)) throw error;
    }
  }
}

/** Everybody who is named. */
function principalsOf({
  writerNetworks: _,
  assumedBy,
  ...named
}: NonNullable<Declaration["vault"][string]["access"]>): string[] {
  return [...Object.values(named), ...Object.values(assumedBy)].flat();
}
