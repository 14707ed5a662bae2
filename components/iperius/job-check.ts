import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";

/** What is expected of a job. */
export interface ExpectedJob {
  /** Hours since the job last wrote its log that are still good. */
  readonly maximumAgeHours: number;
  /** What `LastResult=` of its file says after a good run. Default: not judged. */
  readonly lastResult?: string | undefined;
  /** SHA-256 of its file, in hexadecimal digits, without what each run changes. Default: not judged. */
  readonly sha256?: string | undefined;
  /** Keys of its file that each run changes. */
  readonly changingKeys: readonly string[];
}

/** The same, on a host. */
export interface IperiusJobCheckArgs extends ExpectedJob {
  readonly host: Host;
  /** The job's name in Iperius. */
  readonly job: string;
}

/** What stands for a property that nobody has declared. */
const notJudged = "not judged";

/**
 * Defines a check of an Iperius job: it exists, its service runs, its log is recent, and its last result and its file
 * are as declared. Nothing is configured, because no way to do so is documented. A fact that stops holding shows as
 * drift; destroying the check leaves the job.
 */
export class IperiusJobCheck extends EstateComponent<
  Omit<IperiusJobCheckArgs, "host"> & { host: string }
> {
  constructor(name: string, args: IperiusJobCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, ...expected } = args;
    const { job, maximumAgeHours, changingKeys, lastResult, sha256 } = expected;
    super(
      {
        type: "backup:iperius:JobCheck",
        onRemoval: "nobody looks at the job any more; the job itself stays in Iperius",
      },
      name,
      { host: host.name, ...expected },
      opts,
    );
    new RemoteObject(
      this.childName("check"),
      {
        host,
        kind: "iperius job",
        identity: job,
        script: remoteScript(path.join(__dirname, "scripts", "job-check.ps1")),
        document: {
          job,
          log: "recent",
          service: "Running",
          lastResult: lastResult ?? notJudged,
          file: sha256 ?? notJudged,
        },
        settings: { maximumAgeHours, changingKeys },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
