import type * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../model/record";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { IperiusJobCheck } from "./job-check";

/** What a stack declares of a machine with Iperius. */
export interface IperiusServerArgs {
  readonly host: Host;
  /** What is expected of each job, by its name in Iperius. */
  readonly jobs: Readonly<Record<string, { readonly maximumAgeHours: number }>>;
}

/** A machine with Iperius, whose jobs an operator made: each is watched over. */
export class IperiusServer extends Product<{ readonly host: string }> {
  constructor(name: string, args: IperiusServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, jobs } = args;
    super(
      {
        type: "backup:iperius:Server",
        onRemoval: "nobody looks at its jobs any more; the jobs themselves stay in Iperius",
      },
      name,
      { host: host.name },
      opts,
    );
    mapRecord(
      jobs,
      ({ maximumAgeHours }, job) =>
        new IperiusJobCheck(this.childName(job), { host, job, maximumAgeHours }, this.inside(job)),
    );
    this.registerOutputs({});
  }
}
