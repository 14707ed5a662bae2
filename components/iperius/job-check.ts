import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";

/** What is expected of a job that an operator made. */
export interface IperiusJobCheckArgs {
  readonly host: Host;
  /** The job's name in Iperius. */
  readonly job: string;
  /** Hours since the job last wrote its log that are still good. */
  readonly maximumAgeHours: number;
}

/**
 * Defines a check of an Iperius job: it exists, its service runs and its log is recent. Nothing is configured,
 * because no way to do so is documented. A fact that stops holding shows as drift; destroying the check leaves
 * the job.
 */
export class IperiusJobCheck extends EstateComponent<
  Omit<IperiusJobCheckArgs, "host"> & { host: string }
> {
  constructor(name: string, args: IperiusJobCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, job, maximumAgeHours } = args;
    super(
      {
        type: "backup:iperius:JobCheck",
        onRemoval: "nobody looks at the job any more; the job itself stays in Iperius",
      },
      name,
      { host: host.name, job, maximumAgeHours },
      opts,
    );
    new RemoteObject(
      this.childName("check"),
      {
        host,
        kind: "iperius job",
        identity: job,
        script: remoteScript(path.join(__dirname, "scripts", "job-check.ps1")),
        document: { job, log: "recent", service: "Running" },
        settings: { maximumAgeHours },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
