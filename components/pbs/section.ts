import type * as pulumi from "@pulumi/pulumi";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { pbsScript } from "./script";

/** What every kind of object has. */
interface CommonKind {
  /** The property that names an object. */
  readonly key: "id" | "name" | "userid";
  /** Properties that cannot be changed. Default: none. */
  readonly immutable?: readonly string[];
  /** Paths of the API of the other types of this object, with which it shares its names. Default: none. */
  readonly siblings?: readonly string[];
  /** What the product leaves out of its answers, because it is its default. Default: nothing. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** A kind of object that `proxmox-backup-manager` handles, without secrets: they would be arguments. */
export interface SectionKind extends CommonKind {
  /** The subcommand: `datastore`, `notification matcher` … */
  readonly command: string;
  /** Properties that `create` takes without an option, in order. Default: none. */
  readonly positional?: readonly string[];
  /** Options of `list`. Default: none. */
  readonly listing?: readonly string[];
  /** The verb that removes. Default: `remove`. */
  readonly removeVerb?: "remove" | "delete";
  /** Options of that verb. Default: none. */
  readonly removal?: readonly string[];
  /** What stays on the host after a removal; its path follows. Default: nothing. */
  readonly leaves?: string;
  /** Name of a script with what only this kind needs. Default: none. */
  readonly script?: string;
}

/** A kind of object that holds secrets, or that only the API knows. */
export interface SealedKind extends CommonKind {
  /** What it is, for people. */
  readonly noun: string;
  /** Path of the API below `/api2/json`. */
  readonly path: string;
  /** The product's file below `/etc/proxmox-backup` in which root can read the secrets, and the section's type there. */
  readonly file: string;
  readonly section: string;
  /** Secrets, and the form in which that file has them; a list comes one a line. */
  readonly secrets: Readonly<Record<string, "text" | "base64" | "list">>;
  /** Secrets that are sent when the object is made, and never compared. Default: none. */
  readonly initial?: readonly string[];
}

/**
 * One section of the PBS configuration as a remote object.
 *
 * @param settings - what the kind's own script needs besides
 */
export function defineSection(
  name: string,
  host: Host,
  kind: SectionKind,
  identity: string,
  properties: Record<string, unknown>,
  opts: pulumi.CustomResourceOptions,
  settings: Record<string, unknown> = {},
): RemoteObject {
  const { positional = [], immutable = [], removeVerb = "remove", script, ...rest } = kind;
  return new RemoteObject(
    name,
    {
      host,
      kind: `pbs ${kind.command}`,
      identity,
      script: pbsScript("properties", ...(script === undefined ? [] : [script]), "section"),
      document: { ...kind.defaults, [kind.key]: identity, ...given(properties) },
      settings: { ...rest, ...settings, positional, immutable, removeVerb },
    },
    opts,
  );
}

/** Secrets by the product's property. */
export type SealedSecrets = Readonly<Record<string, pulumi.Input<string>>>;

/** What a sealed object is made of. */
export interface SealedProperties {
  readonly properties: Record<string, unknown>;
  readonly secrets: SealedSecrets;
  /** Port of the API on the server itself. */
  readonly port: number;
}

/** One object with secrets as a remote object. */
export function defineSealedSection(
  name: string,
  host: Host,
  kind: SealedKind,
  identity: string,
  { properties, secrets, port }: SealedProperties,
  opts: pulumi.CustomResourceOptions,
): RemoteObject {
  const { immutable = [], initial = [], noun } = kind;
  const states = Object.keys(secrets).filter((secret) => !initial.includes(secret));
  return new RemoteObject(
    name,
    {
      host,
      kind: `pbs ${noun}`,
      identity,
      script: pbsScript("properties", "api", "sealed-section"),
      document: {
        ...kind.defaults,
        [kind.key]: identity,
        ...given(properties),
        ...Object.fromEntries(states.map((secret) => [secret, "as declared"])),
      },
      settings: { ...kind, immutable, initial, port },
      secrets,
    },
    opts,
  );
}

/** Without what is not declared, so that a default is not overwritten by nothing. */
function given(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
