import type * as pulumi from "@pulumi/pulumi";
import { entry } from "../../model/record";

/** Secrets of a server, each by the name of what it belongs to. */
export interface PbsSecrets {
  /** Initial passwords of users. */
  readonly passwords: Readonly<Record<string, string>>;
  readonly remotes: Readonly<Record<string, string>>;
  readonly notificationEndpoints: Readonly<Record<string, string>>;
  /** By the webhook's name and their own. */
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly s3Endpoints: Readonly<Record<string, string>>;
  readonly metricServers: Readonly<Record<string, string>>;
}

/** One secret of a server. */
export function secretOf(
  secrets: pulumi.Output<PbsSecrets>,
  kind: Exclude<keyof PbsSecrets, "webhooks">,
  name: string,
): pulumi.Output<string> {
  return secrets.apply((known) => entry(known[kind], name));
}
