import { type Finding } from "../model/finding";
import { mapRecord } from "../model/record";

/**
 * Bytes of one variable of the environment, its name included: what Linux takes (`MAX_ARG_STRLEN`, execve(2)). The
 * engine's language host hands the whole configuration to the program in one, and starts nothing if it is longer
 * (github.com/pulumi/pulumi/issues/8680).
 */
const longestVariable = 131_072;

/** The secrets are in it as well, in clear; how long they are a plan does not know. Bytes; the lab's are a tenth of it. */
const roomForSecrets = 8_192;

/**
 * What is wrong with the size of a stack's file, of which every value may be right: a preview could not begin.
 *
 * @param given - what the file declares, by section
 */
export function handOverFindings(given: Readonly<Record<string, unknown>>): Finding[] {
  const bytes = handedOver(given);
  const most = longestVariable - roomForSecrets;
  if (bytes <= most) return [];
  return [
    {
      severity: "warning",
      path: "backup",
      message:
        "is more than Pulumi can hand to the program, so neither a preview nor an update would begin",
      got: `${bytes} bytes as JSON`,
      allowed: `about ${most} bytes beside the secrets`,
      fix: "leave out what is the default anyway, or divide the estate into stacks, one a cluster",
    },
  ];
}

/** Bytes of the variable without the secrets: values as JSON, in JSON. */
function handedOver(given: Readonly<Record<string, unknown>>): number {
  const values = mapRecord(given, (value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const named = Object.entries(values).map(([section, value]) => [`backup:${section}`, value]);
  return Buffer.byteLength(`PULUMI_CONFIG=${JSON.stringify(Object.fromEntries(named))}`);
}
