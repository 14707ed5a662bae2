import { createHash } from "node:crypto";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../model/record";
import { type RemoteObjectArgs } from "./remote-object";
import { remoteScript } from "./script";

/** An agent of ours that is installed on a host, and one job of it. */
export interface Agent {
  /** Paths of the product's own parts of the script, which say what its agent is called and needs (`scripts/agent.sh`). */
  readonly scripts: readonly [string, ...string[]];
  /** Its program, one file. */
  readonly program: string;
  /** Services that all jobs share, templates of systemd's, by the name of their file. */
  readonly services: Readonly<Record<string, string>>;
  /** Timers of the job, by the name of their file. */
  readonly timers: Readonly<Record<string, string>>;
  /** What the program reads of the job. Nothing of it is secret. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Files that the program's account alone may read, by name. Default: none. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a remote object is told of an agent's job. */
export function agentObject(
  agent: Agent,
): Pick<RemoteObjectArgs, "script" | "document" | "settings" | "secrets"> {
  const { scripts, program, services, timers, config, secrets = {} } = agent;
  return {
    script: remoteScript(...scripts, path.join(__dirname, "scripts", "agent.sh")),
    document: {
      program: sha256(program),
      units: mapRecord({ ...services, ...timers }, sha256),
      timers: mapRecord(timers, () => "enabled"),
      config,
      files: mapRecord(secrets, () => "as declared"),
    },
    settings: { program, services, timers },
    secrets,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
