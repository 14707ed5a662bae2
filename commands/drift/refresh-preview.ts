import {
  type EngineError,
  type EngineEvent,
  errorsIn,
  loggedEvents,
  type SeenResource,
} from "../stack/event-log";

/** What the engine said of each resource that its provider read; secrets are blacked out. */
export interface RefreshPreview {
  readonly seen: readonly SeenResource[];
  /** Resources by what the engine would do to them in the state: `same`, `update`, `delete` … */
  readonly counts: Readonly<Record<string, number>>;
  readonly errors: readonly EngineError[];
}

/**
 * Has every provider read its resources on their servers; changes nothing.
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
  const without = excluded.flatMap((urn) => ["--exclude", urn]);
  const args = ["refresh", "--preview-only", ...options, ...without];
  return previewOf(await loggedEvents(args, environment));
}

/** What a log says. */
export function previewOf(events: readonly EngineEvent[]): RefreshPreview {
  return {
    seen: events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []),
    counts: events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    errors: errorsIn(events),
  };
}
