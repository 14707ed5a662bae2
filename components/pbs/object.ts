import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { type ObjectKind, objectKinds, type ObjectNoun } from "./object-kinds";
import { defineSealedSection, defineSection } from "./section";

/** An object of a Proxmox Backup Server. */
export interface PbsObjectArgs {
  readonly host: Host;
  /** Port of the API on the server itself. */
  readonly port: number;
  /** As the stack's file has it; `type` chooses where a noun has several. */
  readonly declared: object & { readonly type?: string };
  /** By the product's property. Default: none. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/**
 * Defines an object that is nothing but its properties: a remote, a sync job, a user, a notification endpoint …
 * Destroying it takes its configuration away and no backup.
 */
export class PbsObject extends EstateComponent<object> {
  constructor(
    noun: ObjectNoun,
    name: string,
    args: PbsObjectArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { host, port, declared, secrets = {} } = args;
    super(`backup:pbs:${noun}`, name, { host: host.name, ...declared }, opts);
    const { type, ...properties } = declared;
    const { handled, properties: inWords } = kindOf(noun, type);
    const wanted = inWords(properties as never);
    const child = this.childName("section");
    if ("command" in handled) defineSection(child, host, handled, name, wanted, { parent: this });
    else {
      const sealed = { properties: wanted, secrets, port };
      defineSealedSection(child, host, handled, name, sealed, { parent: this });
    }
    this.registerOutputs({});
  }
}

function kindOf(noun: ObjectNoun, type: string | undefined): ObjectKind {
  const kind: ObjectKind | Readonly<Record<string, ObjectKind>> = objectKinds[noun];
  if ("handled" in kind) return kind as ObjectKind;
  const chosen = kind[type ?? ""];
  if (chosen === undefined) throw new Error(`there is no ${noun} of type ${String(type)}`);
  return chosen;
}
