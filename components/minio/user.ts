import * as minio from "@pulumi/minio";
import type * as pulumi from "@pulumi/pulumi";
import { type EstateComponent } from "../estate-component";
import { type MinioAccount, ownAccount } from "./account";
import { type MinioSite } from "./site";

/** A user of a site that may do what one policy says, and nothing else. */
export interface MinioUser {
  readonly name: pulumi.Output<string>;
  readonly secret: pulumi.Output<string>;
  /** Once it is there, the user may do it. */
  readonly ready: pulumi.Resource;
}

/**
 * Defines a user and its policy as parts of a component, under the component's name.
 *
 * @param policy - a policy of IAM as JSON
 */
export function defineMinioUser(
  owner: EstateComponent<object>,
  site: MinioSite,
  policy: pulumi.Input<string>,
): MinioUser {
  const there = { parent: owner, provider: site.provider };
  const account = (noun: MinioAccount["noun"]): MinioAccount => ({
    ...{ site, noun },
    resource: owner.childName(noun),
    accountName: `${owner.ownName}-${noun}`,
  });
  const policyAccount = account("policy");
  const madePolicy = new minio.IamPolicy(
    policyAccount.resource,
    { name: policyAccount.accountName, policy },
    { ...there, ...ownAccount(policyAccount) },
  );
  const userAccount = account("user");
  const user = new minio.IamUser(
    userAccount.resource,
    { name: userAccount.accountName },
    { ...there, ...ownAccount(userAccount) },
  );
  const ready = new minio.IamUserPolicyAttachment(
    owner.childName("grant"),
    { userName: user.name, policyName: madePolicy.name },
    there,
  );
  return { name: user.name, secret: user.secret, ready };
}
