import { resourceRule } from "../../rule";
import { isSet } from "../../unknown";

/**
 * What is sent on standard input is mostly secret, and programs echo what they read. The provider logs both outputs
 * unless it is told otherwise, and hands them to the next run in its environment (Pulumi Command provider, `Command`).
 */
export const commandOutputUnlogged = resourceRule({
  name: "command-output-unlogged",
  description:
    "Commands with standard input log no standard output and hand none on in their environment.",
  remediation:
    "Set the command's `logging` to none or stderr, and `addPreviousOutputInEnv` to false.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: ({ props }) => {
    if (!isSet(props, "stdin")) return [];
    const { logging = "stdoutAndStderr", addPreviousOutputInEnv = true } = props;
    return [
      ...(["none", "stderr"].includes(logging)
        ? []
        : [
            {
              problem: `logging is ${logging}, so that whatever the command echoes of its stdin is logged; wanted is none or stderr`,
              fix: "set logging to none",
            },
          ]),
      ...(addPreviousOutputInEnv
        ? [
            {
              problem:
                "addPreviousOutputInEnv is true, so that the last output is in the environment of the next run; wanted is false",
              fix: "set addPreviousOutputInEnv to false",
            },
          ]
        : []),
    ];
  },
});
