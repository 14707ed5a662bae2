import * as pulumi from "@pulumi/pulumi";
import { inTurn, valueOf } from "../remote/host-turn";
import { envelopeOf, type RemoteObjectArgs } from "../remote/remote-object";
import { minioScript } from "./script";
import { type MinioSite } from "./site";

/** What the provider makes by name, whoever has that name already. */
export interface MinioAccount {
  readonly site: MinioSite;
  readonly noun: "user" | "policy";
  readonly accountName: string;
  /** The name of its resource. */
  readonly resource: string;
}

/**
 * Options of a user or a policy that stop its creation where the site has one of that name: the provider would give it
 * another secret or text without a word. `backup:adopt` takes it over.
 */
export function ownAccount(
  account: MinioAccount,
): Pick<pulumi.CustomResourceOptions, "hooks" | "deleteBeforeReplace"> {
  const { site, noun, accountName, resource } = account;
  const isAdopted = site.host.adoption.includes(resource);
  if (isAdopted && pulumi.runtime.isDryRun()) {
    const text = `${noun} ${accountName} of MinIO site ${site.ownName} is taken over if it is there: ${whatChanges[noun]}`;
    void pulumi.log.warn(text, site);
  }
  const claim = new pulumi.ResourceHook(`${resource}-claim`, async () => {
    const envelope = await valueOf(envelopeOf(resource, claimed(account), isAdopted));
    await inTurn(site.host, envelope, "claim");
  });
  // The other way round the old one's end, which is by name, would take the new one with it.
  return { hooks: { beforeCreate: [claim] }, deleteBeforeReplace: true };
}

const whatChanges = {
  user: "it gets a new secret, so whoever logs in with the old one no longer can",
  policy: "it becomes what this stack declares",
};

function claimed({ site, noun, accountName }: MinioAccount): RemoteObjectArgs {
  return {
    host: site.host,
    kind: `minio ${noun}`,
    // One machine may serve several sites.
    identity: `${site.ownName}/${accountName}`,
    script: minioScript("account.sh"),
    document: { noun, account: accountName },
    settings: { site: site.url },
    secrets: { site: site.logIn },
  };
}
