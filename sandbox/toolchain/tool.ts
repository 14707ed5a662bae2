import { type ToolCache } from "./cache";
import { type Reach } from "./reach";
import { type Turns } from "./turns";

/** What resolving tools needs of its surroundings. */
export interface ToolContext {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: ToolCache;
  readonly reach: Reach;
  /** Compilers use every core and much memory each: one at a time. */
  readonly compilers: Turns;
}

/** One installation under way. */
export interface Installation extends ToolContext {
  /** The empty directory to install into; it is moved afterwards, so nothing may remember its path. */
  readonly directory: string;
  /** A log file for whatever is run. */
  readonly log: string;
  /** Says in a few words what is going on. */
  readonly report: (text: string) => void;
}

/** One way to get a tool. */
export interface Source {
  /** For people: `its official download`, `the Go module proxy`. */
  readonly name: string;
  /** Everything that decides what this source installs; the cache's key is made from it. */
  pins(context: ToolContext): Promise<string>;
  /** Whether it is worth trying here. */
  isAvailable(context: ToolContext): Promise<boolean>;
  /** Installs, or throws with what went wrong. */
  install(installation: Installation): Promise<void>;
}

/** How to ask an executable whether it is what we need. */
export interface Question {
  readonly args: readonly string[];
  /** Whether this answer, both outputs together, is of a version that fits. */
  readonly fits: (answer: string) => boolean;
  readonly cwd?: string;
  /** Milliseconds to wait for the answer; 10 000 unless said. */
  readonly timeout?: number;
}

/** A program the sandbox needs, and the ways to get it. */
export interface Tool {
  /** Begins its name in the cache. */
  readonly id: string;
  /** For people, with the version. */
  readonly title: string;
  /** The executable's name on PATH. */
  readonly command: string;
  /** The executable's place below an installation. */
  readonly file: string;
  readonly question: Question;
  /** Whether the simulated hosts run it as well, which see it and no more: a version manager's script will not do. Default: no. */
  readonly onHosts?: true;
  /** Best first. */
  readonly sources: readonly Source[];
}
