import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { type PbsRates, withRates } from "./rates";
import { defineSection } from "./section";

/** What is held back, and when. */
export interface DeclaredTrafficControl extends PbsRates {
  /** In CIDR notation. */
  readonly network: readonly string[];
  /** `mon..fri 8-18`. Default: always. */
  readonly timeframe?: readonly string[];
  /** One line. Default: none. */
  readonly comment?: string;
}

/** A rule, and the server it is on. */
export interface PbsTrafficControlArgs {
  readonly host: Host;
  readonly declared: DeclaredTrafficControl;
}

/** Defines a rule that holds back what goes to and from some networks. Destroying it lets everything through. */
export class PbsTrafficControl extends EstateComponent<
  { readonly host: string } & DeclaredTrafficControl
> {
  constructor(name: string, args: PbsTrafficControlArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, declared } = args;
    super(
      { type: "backup:pbs:TrafficControl", onRemoval: "backups may use the whole link" },
      name,
      { host: host.name, ...declared },
      opts,
    );
    defineSection(
      this.childName("section"),
      host,
      { command: "traffic-control", key: "name" },
      this.ownName,
      withRates(declared),
      { parent: this },
    );
    this.registerOutputs({});
  }
}
