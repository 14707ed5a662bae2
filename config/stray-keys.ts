import { type Fault } from "../model/fault";
import { formatPath } from "./format-path";
import { didYouMean, nearMiss } from "./near-miss";
import { quoted } from "./quoted";
import { estateSchema } from "./schema/estate";
import { fileKeys } from "./schema/file-keys";

const project = "backup";

/** What a stack's file may have. */
const known = Object.keys(fileKeys);

const sections = [...Object.keys(estateSchema.shape), "secrets"];

/** Keys of a stack's file that nobody would read, although they look like a part of the declaration. */
export function strayKeys(file: object, config: object): Fault[] {
  return [
    ...Object.entries(file).flatMap(([key, value]: [string, unknown]) =>
      known.includes(key) ? [] : [besideConfig(key, value)],
    ),
    ...Object.entries(config).flatMap(([key, value]: [string, unknown]) => ofNobody(key, value)),
  ];
}

function besideConfig(key: string, value: unknown): Fault {
  return {
    path: formatPath([key]),
    message: "stands beside config, where nobody reads it",
    got: quoted(value),
    allowed: known.join(", "),
    fix: key.startsWith(`${project}:`)
      ? "move it under config"
      : `${didYouMean(key, known)}take it out, or move it under config`,
  };
}

/** Pulumi takes a key without a colon for one of the project, and leaves those of other projects alone. */
function ofNobody(key: string, value: unknown): Fault[] {
  const [namespace = "", name] = key.split(":");
  if (name === undefined) return [stray(key, namespace, "has no project before it")];
  const isSection = sections.includes(name) && typeof value === "object";
  const looksOurs = isSection || nearMiss(namespace, [project]) !== undefined;
  return namespace !== project && looksOurs
    ? [stray(key, name, `is of the project ${namespace}, and would be passed over here`)]
    : [];
}

function stray(key: string, section: string, message: string): Fault {
  return {
    path: formatPath(["config", key]),
    message,
    got: quoted(key),
    allowed: `keys that begin with ${project}:, and those of other projects`,
    fix: `write ${project}:${nearMiss(section, sections) ?? section}`,
  };
}
