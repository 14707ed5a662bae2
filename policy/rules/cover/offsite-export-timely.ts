import { type RemoteObject } from "../../remote-object";
import { remoteRule, type Violation } from "../../rule";

/** What a document of an export says of its times. */
interface Times {
  readonly config?: { readonly keptDays?: number; readonly roundDays?: number };
  readonly timers?: Readonly<Record<string, string>>;
  readonly tasks?: { readonly round?: { readonly enabled?: boolean } };
}

/** The agent's own default, `round_days` of agents/offsite-export. */
const usualRoundDays = 36;

/** An export that no timer begins is none, and one that its bucket lets go of too soon is none when it is needed. */
export const offsiteExportTimely = remoteRule<{
  readonly keptDays: number;
  readonly roundDays: number;
}>({
  name: "offsite-export-timely",
  description:
    "Offsite exports begin by a timer, come often enough, and are kept for as long as backups are.",
  remediation:
    "Give the export a schedule whose timer is enabled, and its bucket an expiration of at least the wanted days.",
  sees: "resource",
  kinds: [
    ...["offsite export", "offsite repository export", "offsite dump export"],
    "windows offsite export",
  ],
  judge: (object, wanted) => {
    const { config = {}, timers = {}, tasks = {} } = object.document as Times;
    // Never let go of is long enough.
    const { keptDays = Infinity, roundDays = usualRoundDays } = config;
    return [
      ...(isTimed(object, timers) || hasTask(object, tasks)
        ? []
        : [fault("timers begin no export", "an enabled one with a time", "set a schedule")]),
      ...(roundDays <= wanted.roundDays
        ? []
        : [
            fault(
              `config.roundDays is ${roundDays}`,
              `at most ${wanted.roundDays}`,
              "export more often",
            ),
          ]),
      ...(keptDays >= wanted.keptDays
        ? []
        : [
            fault(
              `config.keptDays is ${keptDays}`,
              `at least ${wanted.keptDays}`,
              "have the bucket keep exports longer",
            ),
          ]),
    ];
  },
});

/** A timer that only takes up an interrupted round again begins none. */
function isTimed({ settings }: RemoteObject, timers: Readonly<Record<string, string>>): boolean {
  const units = (settings["timers"] ?? {}) as Readonly<Record<string, string>>;
  return Object.entries(timers).some(
    ([name, state]) =>
      /^offsite-export(?!.*-resume@).*@/.test(name) &&
      state === "enabled" &&
      /^OnCalendar=\S/m.test(units[name] ?? ""),
  );
}

/** The same of Windows, where a scheduled task begins a round. */
function hasTask({ settings }: RemoteObject, { round }: NonNullable<Times["tasks"]>): boolean {
  const { tasks = {} } = settings as {
    readonly tasks?: { readonly round?: { readonly xml?: string } };
  };
  return round?.enabled === true && /<CalendarTrigger>/.test(tasks.round?.xml ?? "");
}

function fault(got: string, wanted: string, fix: string): Violation {
  return { problem: `stdin: document.${got}; wanted is ${wanted}`, fix };
}
