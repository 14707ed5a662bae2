import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pulumiResult } from "./pulumi";

/** A line of the engine's event log, as far as it is read here (Pulumi SDK, `sdk/go/common/apitype/events.go`). */
export interface EngineEvent {
  /** What is foreseen of a resource, before anything is asked. */
  readonly resourcePreEvent?: { readonly metadata: SeenResource };
  readonly resOutputsEvent?: { readonly metadata: SeenResource };
  readonly diagnosticEvent?: { readonly urn?: string; severity: string; message: string };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
}

export interface SeenResource {
  /** What the engine would do to it in the state. */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: ResourceState | null;
  readonly new?: ResourceState | null;
}

export interface ResourceState {
  readonly parent?: string;
  /** The provider's URN and, behind another `::`, its id. */
  readonly provider?: string;
  /** A provider has it on a server; a component has none. */
  readonly custom?: boolean;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** What went wrong, with a resource where there is a URN. */
export interface EngineError {
  readonly urn?: string;
  /** In one line. */
  readonly message: string;
}

/**
 * Runs the Pulumi CLI for what the engine logs. The event log is what Pulumi's Automation API reads as well; what `--json` prints
 * was written down before a provider has answered. Secrets are blacked out in it.
 *
 * @param args - a command that takes `--event-log`, with its options
 * @throws Error with what the engine said if it logged nothing
 */
export async function loggedEvents(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<EngineEvent[]> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-events-"));
  const log = path.join(directory, "events");
  try {
    const { stdout, stderr } = await pulumiResult([...args, "--event-log", log], {
      ...environment,
      PULUMI_DEBUG_COMMANDS: "true",
    });
    if (!fs.existsSync(log)) throw new Error(inOneLine(stderr || stdout));
    const lines = fs.readFileSync(log, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as EngineEvent);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** What went wrong, as a log says it. */
export function errorsIn(events: readonly EngineEvent[]): EngineError[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error"
      ? [{ urn: diagnosticEvent.urn, message: inOneLine(diagnosticEvent.message) }]
      : [],
  );
}

function inOneLine(message: string): string {
  return message
    .replace(/^(error: )?(Preview failed: )?/i, "")
    .replace(/\s+/g, " ")
    .trim();
}
