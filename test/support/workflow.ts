import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../lib/project-root";

/** A workflow of GitHub Actions, as far as it is judged here. */
export interface Workflow {
  /** By event; an event without filters has nothing. */
  readonly on: Readonly<Record<string, { readonly branches?: readonly string[] } | null>>;
  readonly permissions?: Permissions;
  readonly env?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly permissions?: Permissions;
  readonly "timeout-minutes"?: number;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress"?: boolean };
  readonly env?: object;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly if?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** By subject, `read` or `write`; or a word for all of them. */
type Permissions = Readonly<Record<string, string>> | string;

const folder = path.join(projectRoot, ".github", "workflows");

/** The text of every workflow, by its file's name. */
export const workflowTexts: Readonly<Record<string, string>> = Object.fromEntries(
  fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
);

/** What a workflow's text says. */
export const readWorkflow = (text: string) => parse(text) as Workflow;
