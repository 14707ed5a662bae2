import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type ExistingIds, recoveryVariable } from "../../components/recovery";
import {
  type EngineError,
  type EngineEvent,
  errorsIn,
  loggedEvents,
  type SeenResource,
} from "../stack/event-log";
import { type EstateResource, ofPreview } from "./estate-resource";

/** What an update would do, as the program declares the estate and the state knows it. */
export interface Foreseen {
  readonly declared: readonly EstateResource[];
  /** URNs of what is declared and not in the state. */
  readonly unknown: ReadonlySet<string>;
  /** URNs of what is in the state otherwise than it is declared. */
  readonly changing: readonly string[];
  /** URNs of what is in the state and no longer declared. */
  readonly leaving: readonly string[];
  readonly errors: readonly EngineError[];
}

/** A stack, and how the Pulumi CLI is run on it. */
export interface StackAccess {
  readonly stack: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Has the engine preview the program, with what exists taken up; asks every provider for that, and changes nothing. */
export async function foresee(
  { stack, environment }: StackAccess,
  existing: ExistingIds,
): Promise<Foreseen> {
  return withExisting(existing, environment, async (told) =>
    foreseenIn(await loggedEvents(["preview", "--stack", stack], told)),
  );
}

/** What a log of a preview says. */
export function foreseenIn(events: readonly EngineEvent[]): Foreseen {
  const seen = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  const going = seen.filter(({ op }) => op === "delete");
  const staying = new Map(
    seen
      .filter(({ op }) => op !== "delete" && op !== "delete-replaced")
      .map((one) => [one.urn, one]),
  );
  return {
    declared: [...staying.values()].flatMap(ofPreview),
    unknown: new Set([...staying.values()].filter(isUnknown).map(({ urn }) => urn)),
    changing: [...staying.values()].filter(isChange).map(({ urn }) => urn),
    leaving: going.flatMap((one) => (one.old?.custom === true ? [one.urn] : [])),
    errors: errorsIn(events),
  };
}

const isChange = ({ op, new: state }: SeenResource) =>
  state?.custom === true && ["update", "replace", "create-replacement"].includes(op);
const isUnknown = ({ op }: SeenResource) => op === "create" || op === "import";

/** Does something in an environment in which the program takes up what exists. */
export async function withExisting<T>(
  existing: ExistingIds,
  environment: NodeJS.ProcessEnv,
  work: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "recover-"));
  const file = path.join(directory, "existing.json");
  fs.writeFileSync(file, JSON.stringify(existing));
  try {
    return await work({ ...environment, [recoveryVariable]: file });
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}
