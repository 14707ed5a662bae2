import { type Timing } from "./timing";

/** How to see that a server works. Every check goes to loopback. */
export type HealthCheck =
  | {
      readonly kind: "http";
      readonly url: string;
      /** The certificate authority of an `https` address. */
      readonly caFile?: string;
      /** The answers of a healthy server. */
      readonly statuses: readonly number[];
    }
  | {
      /** A server that speaks first, as SSH does. */
      readonly kind: "banner";
      readonly port: number;
      readonly prefix: string;
    }
  | {
      /** A server that listens where nobody can ask it from here, and says in a file how it is. */
      readonly kind: "file";
      readonly file: string;
      /** What is in the file of a healthy server. */
      readonly text: string;
    };

/**
 * One server that the supervisor keeps running. Plain data: it travels to the supervisor's process
 * in a file.
 */
export interface ServerSpec {
  /** Also the name of the log file. */
  readonly name: string;
  /** The first is an absolute path. */
  readonly command: readonly [string, ...string[]];
  /** The whole environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where clients reach it, for people. */
  readonly endpoint: string;
  readonly health: HealthCheck;
  /** How long a start may take until the first healthy answer. Default: 60. */
  readonly startSeconds?: number;
  /** Changes when files that the command reads change, so that the server is started anew. Default: none. */
  readonly revision?: string;
}

/** Everything that one supervisor is to run. */
export interface SupervisorPlan {
  /** A hash of all that follows: two plans with one hash need no restart. */
  readonly hash: string;
  /** One log a server, `<name>.log`. */
  readonly logDirectory: string;
  readonly statusFile: string;
  /** Where it differs from `defaultTiming`. */
  readonly timing?: Partial<Timing>;
  readonly servers: readonly ServerSpec[];
}
