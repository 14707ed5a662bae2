import { type Observation } from "./observe";

/** What one observation says to a person. */
export function describeObservation(observation: Observation): string {
  const { object } = observation;
  const title = `${object.envelope.kind} ${object.envelope.identity} on ${object.connection.host}:${object.connection.port}`;
  switch (observation.kind) {
    case "same":
      return `  = ${title}`;
    case "absent":
      return `  - ${title}: is gone`;
    case "unreadable":
      return `  ? ${title}: could not be read: ${observation.reason}`;
    case "different":
      return [`  ~ ${title}`, ...observation.differences.map(line)].join("\n");
  }
}

function line(difference: { property: string; wanted: unknown; observed: unknown }): string {
  return `      ${difference.property}: applied ${show(difference.wanted)}, found ${show(difference.observed)}`;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** 0 nothing differs, 1 something could not be read, 2 something differs. */
export function exitCodeOf(observations: readonly Observation[]): 0 | 1 | 2 {
  if (observations.some(({ kind }) => kind === "different" || kind === "absent")) return 2;
  return observations.some(({ kind }) => kind === "unreadable") ? 1 : 0;
}
