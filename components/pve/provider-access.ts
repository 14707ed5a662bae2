import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import { pveProviderGaps } from "../../model/provider-gaps";
import { orphanHook } from "./orphan";
import {
  type BackupJob,
  type DefinedStorage,
  type GuestSelection,
  type PveAccess,
  type StorageSecrets,
  type StorageSettings,
  takenOverFrom,
} from "./access";

/** What the provider connects to. */
export interface ProviderAccessArgs {
  /** Name of the cluster in the stack. */
  readonly cluster: string;
  /** Address of the API of any node. */
  readonly endpoint: string;
  /** Log-in of the stack itself, `user@realm!name=uuid`. */
  readonly apiToken: pulumi.Input<string>;
}

/** Configures a cluster through the provider, which calls its API. */
export class ProviderAccess implements PveAccess {
  private readonly provider: proxmoxve.Provider;

  constructor({ cluster, endpoint, apiToken }: ProviderAccessArgs) {
    this.provider = new proxmoxve.Provider(cluster, {
      endpoint,
      apiToken: pulumi.secret(apiToken),
    });
  }

  defineStorage(
    name: string,
    id: string,
    settings: StorageSettings,
    secrets: StorageSecrets,
    opts: pulumi.CustomResourceOptions,
  ): DefinedStorage {
    refuseGaps("storage", id, settings);
    const { server, datastore, namespace, username, fingerprint, nodes } = settings;
    const storage = new proxmoxve.storage.Pbs(
      name,
      {
        resourceId: id,
        server,
        datastore,
        namespace,
        username,
        password: secrets.tokenSecret,
        fingerprint,
        encryptionKey: secrets.encryptionKey,
        contents: ["backup"],
        backups: { keepAll: true },
        nodes: nodes.length > 0 ? [...nodes] : undefined,
      },
      // The id is fixed, so the old entry must go before the new one can come.
      { ...opts, ...takenOverFrom("command:remote:Command"), ...this.made(name, id, opts) },
    );
    const { resourceId, encryptionKeyFingerprint } = storage;
    return { storageId: resourceId, encryptionKeyFingerprint };
  }

  defineJob(
    name: string,
    id: string,
    storage: pulumi.Input<string>,
    job: BackupJob,
    opts: pulumi.CustomResourceOptions,
  ): void {
    refuseGaps("job", id, job);
    const { schedule, node, notesTemplate, repeatMissed, fleecingStorage } = job;
    new proxmoxve.backup.Job(
      name,
      {
        resourceId: id,
        storage,
        schedule,
        ...selection(job.guests),
        node,
        enabled: true,
        mode: "snapshot",
        notesTemplate,
        pruneBackups: { "keep-all": "1" },
        repeatMissed,
        pbsChangeDetectionMode: job.changeDetectionMode,
        fleecing: fleecingStorage ? { enabled: true, storage: fleecingStorage } : undefined,
      },
      // The provider remembers `all` after it left the program and the server refuses both selections at once, so a
      // job that changes from all guests to named ones needs another id; the plan's jobs never change that.
      { ...opts, ...takenOverFrom("command:remote:Command"), ...this.made(name, id, opts) },
    );
  }

  /** Options of an object of the provider. */
  private made(
    name: string,
    id: string,
    { parent }: pulumi.CustomResourceOptions,
  ): pulumi.CustomResourceOptions {
    const { provider } = this;
    return { provider, hooks: { onError: [orphanHook({ name, id, parent, provider })] } };
  }
}

function selection(
  guests: GuestSelection,
): Pick<proxmoxve.backup.JobArgs, "all" | "excludes" | "vmids"> {
  if ("vmids" in guests) return { vmids: guests.vmids.map(String) };
  const excludes = guests.excludedVmids.map(String);
  return { all: true, excludes: excludes.length > 0 ? excludes : undefined };
}

/** @throws Error for a setting that would silently be lost on its way */
function refuseGaps(kind: keyof typeof pveProviderGaps, id: string, settings: object): void {
  const given = new Map(Object.entries(settings));
  const lost = pveProviderGaps[kind].filter((name) => given.get(name) !== undefined);
  if (lost.length > 0)
    throw new Error(
      `${kind} ${id} of the PVE cluster: the provider has no input for ${lost.join(" and ")}; ` +
        "set `through: shell` in backup:pve, or take it out",
    );
}
