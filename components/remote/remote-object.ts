import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { previewAdoption } from "./adoption-preview";
import { readObject } from "./answer";
import { commandLine } from "./command-line";
import { type Envelope, sealEnvelope } from "../../model/remote/envelope";
import { type Host } from "./host";
import { tellOfStored } from "./stored-answer";

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
  /** Whether it may be there before the stack comes to it, because nothing that anybody set is changed. Default: false. */
  readonly mayExist?: boolean;
}

/**
 * One named thing on one host. Applying is idempotent: read, compare, create or update, read back, and fail if
 * what is read back is not what was wanted. What is there before the stack made it stops an update before anything is
 * changed, unless the stack's file takes it over (`backup:adopt`). Removing never removes a backup.
 *
 * Drift does not show in a refresh, because the provider cannot read: `npm run drift` does.
 */
export class RemoteObject extends command.remote.Command {
  constructor(name: string, args: RemoteObjectArgs, opts?: pulumi.CustomResourceOptions) {
    const { host } = args;
    const isAdopted = host.adoption.includes(name);
    const envelope = envelopeOf(name, args, isAdopted);
    super(
      name,
      {
        connection: host.connection,
        create: commandLine(host.platform, "create"),
        update: commandLine(host.platform, "apply"),
        delete: commandLine(host.platform, "remove"),
        stdin: pulumi.secret(envelope.apply(sealEnvelope)),
        logging: "none",
        addPreviousOutputInEnv: false,
      },
      // Longer than the watchdog on the host and the wait for its lock.
      { customTimeouts: { create: "20m", update: "20m", delete: "20m" }, ...opts },
    );
    tellOfStored(this, `${args.kind} ${args.identity} on ${host.name}`, host.name);
    if (isAdopted && pulumi.runtime.isDryRun()) previewAdoption(this, host, envelope);
  }

  /**
   * The object as observed on the host after the last apply. Made when it is asked for: of an object that failed,
   * nobody's output would be one more error beside the object's own.
   */
  get observed(): pulumi.Output<Record<string, unknown>> {
    return this.stdout.apply((text) => readObject(text).observed);
  }
}

/**
 * What is sent to a host about an object.
 *
 * @param resource - its resource's name in the stack
 * @param isAdopted - whether the stack's file takes it over
 */
export function envelopeOf(
  resource: string,
  args: RemoteObjectArgs,
  isAdopted: boolean,
): pulumi.Output<Envelope> {
  const { host, kind, identity, script, mayExist = false } = args;
  return pulumi
    .all([
      pulumi.output(args.document),
      pulumi.output(args.settings ?? {}),
      pulumi.output(args.secrets ?? {}),
    ])
    .apply(([document, settings, secrets]): Envelope => ({
      contract: "backup-remote/1",
      platform: host.platform,
      kind,
      identity,
      stack: `${pulumi.getProject()}/${pulumi.getStack()}`,
      resource,
      adopt: isAdopted || mayExist,
      document,
      settings,
      secrets,
      script,
    }));
}
