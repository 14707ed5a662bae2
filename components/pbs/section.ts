import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";

/** How one kind of section is handled by `proxmox-backup-manager`. */
export interface SectionKind {
  /** The subcommand: `datastore`, `prune-job` … */
  readonly command: string;
  /** The property that names a section. */
  readonly key: "id" | "name";
  /** Properties that `create` takes without an option, in order. */
  readonly positional: readonly string[];
  /** Properties that `update` cannot change. */
  readonly immutable: readonly string[];
  /** Options of `remove`. Default: none. */
  readonly removal?: readonly string[];
}

/** One section of the PBS configuration as a remote object. */
export function defineSection(
  name: string,
  host: Host,
  kind: SectionKind,
  identity: string,
  properties: Record<string, unknown>,
  opts: pulumi.CustomResourceOptions,
): RemoteObject {
  return new RemoteObject(
    name,
    {
      host,
      kind: `pbs ${kind.command}`,
      identity,
      script: remoteScript(path.join(__dirname, "scripts", "section.sh")),
      document: { [kind.key]: identity, ...properties },
      settings: { ...kind },
    },
    opts,
  );
}
