import type * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../model/record";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { IperiusFolder, type WindowsAccount } from "./folder";
import { type ExpectedJob, IperiusJobCheck } from "./job-check";

/** What a stack declares of a machine with Iperius. */
export interface IperiusServerArgs {
  readonly host: Host;
  /** What its service runs as. Default: SYSTEM. */
  readonly serviceAccount?: WindowsAccount | undefined;
  /** What is expected of each job, by its name in Iperius. */
  readonly jobs: Readonly<Record<string, ExpectedJob>>;
}

/** A machine with Iperius, whose jobs an operator made: each is watched over, and its folder is closed to others. */
export class IperiusServer extends Product<{ readonly host: string }> {
  constructor(name: string, args: IperiusServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, jobs, serviceAccount } = args;
    super(
      {
        type: "backup:iperius:Server",
        onRemoval: "nobody looks at its jobs any more; the jobs themselves stay in Iperius",
      },
      name,
      { host: host.name },
      opts,
    );
    new IperiusFolder(this.childName("folder"), { host, serviceAccount }, { parent: this });
    mapRecord(
      jobs,
      ({ maximumAgeHours, lastResult, sha256, changingKeys }, job) =>
        new IperiusJobCheck(
          this.childName(job),
          { host, job, maximumAgeHours, lastResult, sha256, changingKeys },
          this.inside(job),
        ),
    );
    this.registerOutputs({});
  }
}
