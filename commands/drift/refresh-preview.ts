import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pulumiResult } from "../stack/pulumi";

/** What the engine said of each resource that its provider read; secrets are blacked out. */
export interface RefreshPreview {
  readonly seen: readonly SeenResource[];
  /** Resources by what the engine would do to them in the state: `same`, `update`, `delete` … */
  readonly counts: Readonly<Record<string, number>>;
  readonly errors: readonly EngineError[];
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
  readonly outputs?: Record<string, unknown>;
}

/** What went wrong, with a resource where there is a URN. */
export interface EngineError {
  readonly urn?: string;
  /** In one line. */
  readonly message: string;
}

/** A line of the engine's event log, as far as drift needs it (Pulumi SDK, `sdk/go/common/apitype/events.go`). */
export interface EngineEvent {
  readonly resOutputsEvent?: { readonly metadata: SeenResource };
  readonly diagnosticEvent?: { readonly urn?: string; severity: string; message: string };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
}

/**
 * Has every provider read its resources on their servers; changes nothing. The event log is what Pulumi's Automation API
 * reads as well; what `--json` prints was written down before a provider has answered.
 *
 * @param options - `--stack NAME`, or nothing for the environment's own
 * @param excluded - URNs of resources that are not to be read
 * @throws Error with what the engine said if it logged nothing
 */
export async function refreshPreview(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
  excluded: readonly string[],
): Promise<RefreshPreview> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "refresh-preview-"));
  const log = path.join(directory, "events");
  try {
    const without = excluded.flatMap((urn) => ["--exclude", urn]);
    const args = ["refresh", "--preview-only", ...options, ...without, "--event-log", log];
    const { stdout, stderr } = await pulumiResult(args, {
      ...environment,
      PULUMI_DEBUG_COMMANDS: "true",
    });
    if (!fs.existsSync(log)) throw new Error(inOneLine(stderr || stdout));
    const lines = fs.readFileSync(log, "utf8").split("\n").filter(Boolean);
    return previewOf(lines.map((line) => JSON.parse(line) as EngineEvent));
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** What a log says. */
export function previewOf(events: readonly EngineEvent[]): RefreshPreview {
  return {
    seen: events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []),
    counts: events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    errors: events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "error"
        ? [{ urn: diagnosticEvent.urn, message: inOneLine(diagnosticEvent.message) }]
        : [],
    ),
  };
}

function inOneLine(message: string): string {
  return message
    .replace(/^(error: )?(Preview failed: )?/i, "")
    .replace(/\s+/g, " ")
    .trim();
}
