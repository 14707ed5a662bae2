import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { commandLine } from "./command-line";
import { sealEnvelope } from "./envelope";
import { type Host } from "./host";

/** What a remote object is and how it must be. */
export interface RemoteObjectArgs {
  readonly host: Host;
  /** What it is, for people: `pbs prune-job`. */
  readonly kind: string;
  /** Its name on the host. */
  readonly identity: string;
  /** Content of the script (`remoteScript`). */
  readonly script: string;
  /** The state that is wanted, in the product's own words; what is read back must equal it. */
  readonly document: Record<string, pulumi.Input<unknown>>;
  /** Facts the script needs besides. Default: none. */
  readonly settings?: pulumi.Input<Record<string, unknown>>;
  /** Values that are sent, and never compared or printed. Default: none. */
  readonly secrets?: Record<string, pulumi.Input<string>>;
}

/**
 * One named thing on one host. Applying is idempotent: read, compare, create or update, read back, and fail if
 * what is read back is not what was wanted. Removing never removes a backup.
 *
 * Drift does not show in a refresh, because the provider cannot read: `npm run drift` does.
 */
export class RemoteObject extends command.remote.Command {
  constructor(name: string, args: RemoteObjectArgs, opts?: pulumi.CustomResourceOptions) {
    const { host } = args;
    super(
      name,
      {
        connection: host.connection,
        create: commandLine(host.platform, "apply"),
        delete: commandLine(host.platform, "remove"),
        stdin: pulumi.secret(stdin(args)),
        logging: "none",
        addPreviousOutputInEnv: false,
      },
      // Longer than the watchdog on the host and the wait for its lock.
      { customTimeouts: { create: "20m", update: "20m", delete: "20m" }, ...opts },
    );
  }

  /**
   * The object as observed on the host after the last apply. Made when it is asked for: of an object that failed,
   * nobody's output would be one more error beside the object's own.
   */
  get observed(): pulumi.Output<Record<string, unknown>> {
    return this.stdout.apply((text) => JSON.parse(text) as Record<string, unknown>);
  }
}

function stdin(args: RemoteObjectArgs): pulumi.Output<string> {
  const { host, kind, identity, script } = args;
  return pulumi
    .all([
      pulumi.output(args.document),
      pulumi.output(args.settings ?? {}),
      pulumi.output(args.secrets ?? {}),
    ])
    .apply(([document, settings, secrets]) =>
      sealEnvelope({
        contract: "backup-remote/1",
        platform: host.platform,
        kind,
        identity,
        document,
        settings,
        secrets,
        script,
      }),
    );
}
