import * as pulumi from "@pulumi/pulumi";

/** An object of the cluster that the provider is to make. */
export interface OrphanArgs {
  /** The resource's name. */
  readonly name: string;
  /** Its id in the cluster. */
  readonly id: string;
  readonly parent: pulumi.Resource | undefined;
  readonly provider: pulumi.ProviderResource;
}

/**
 * What may be wrong when the provider could not make an object, by its words: Proxmox VE's for what is there already
 * (PVE::API2::Storage::Config and PVE::API2::Backup), and those of gRPC for a provider that ended in the middle.
 */
const reasons: readonly (readonly [words: RegExp, reason: string])[] = [
  [
    /already (defined|exists)/,
    "is in the cluster and not in the stack: an update before this one may have made it and ended before it said so",
  ],
  [
    /\bEOF\b|transport is closing|connection reset|Unavailable/i,
    "may be in the cluster by now and is not in the stack: the provider ended while it made it",
  ],
];

/**
 * Says how to take up what is in the cluster and not in the state, where the provider could not make it: the provider's
 * own words do not, and up to 8.3.0 it ends after each creation (docs/runbooks/pve-orphan.md).
 */
export function orphanHook(args: OrphanArgs): pulumi.ErrorHook {
  return new pulumi.ErrorHook(
    `${args.name}-orphan`,
    async ({ errors: [newest = ""], failedOperation, type }) => {
      const reason = reasons.find(([words]) => words.test(newest))?.[1];
      if (failedOperation === "create" && reason !== undefined) await advise(args, type, reason);
      return false;
    },
  );
}

/** The object itself has no URN as long as its creation goes on, so its parent carries the advice. */
function advise(
  { name, id, parent, provider }: OrphanArgs,
  type: string,
  reason: string,
): Promise<void> {
  return new Promise((resolve) =>
    pulumi.all([provider.urn, parent?.urn]).apply(([providerUrn, parentUrn]) => {
      const command = [
        `pulumi import --stack ${pulumi.getStack()} --protect=false --generate-code=false`,
        ...(parentUrn === undefined ? [] : [`--parent 'parent=${parentUrn}'`]),
        `--provider 'cluster=${providerUrn}' ${type} ${name} ${id}`,
      ].join(" ");
      const text =
        `${id} ${reason}. If it is this stack's, take it up as it is, and see docs/runbooks/pve-orphan.md ` +
        `for what the preview must show then (in the sandbox: npm run pulumi -- import …):\n${command}`;
      void pulumi.log.warn(text, parent).then(resolve);
    }),
  );
}
