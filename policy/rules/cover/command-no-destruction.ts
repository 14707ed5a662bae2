import { type Command, commandTexts } from "../../command-texts";
import { destroysDatastore, destructionIn, destructionInScript } from "../../destruction";
import { envelopeIn } from "../../remote-object";
import { resourceRule, type Violation } from "../../rule";
import { textsIn } from "../../texts";

/** What people read and no program runs. */
const words = ["comment", "description"];

/** A command runs without anybody asking, `delete` even because its resource left the program. */
export const commandNoDestruction = resourceRule({
  name: "command-no-destruction",
  description: "No command of the stack deletes data, disks, backups or the keys to them.",
  remediation:
    "Take the deletion out of the program: let data stay when its resource goes, and have a person delete by hand what must go.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: (resource) => {
    const inLines = commandTexts(resource).flatMap(({ path, text }) =>
      destroying(path, destructionIn(text)),
    );
    // Standard input is read last: what is wrong already need not wait until that is known.
    return inLines.length > 0 ? inLines : inInput(resource);
  },
});

/**
 * A script can come on standard input. An object of the stack's contract has one beside its document, programs among its
 * settings, and options that its script passes on; and of a stranger's line nobody knows which part of it is run.
 */
function inInput({ type, props }: Command): readonly Violation[] {
  const envelope = type === "command:remote:Command" ? envelopeIn(props.stdin) : undefined;
  if (envelope === undefined) return destroying("stdin", destructionIn(props.stdin ?? ""));
  return textsIn(envelope, "stdin")
    .filter(({ key }) => !words.includes(key))
    .flatMap(({ path, text }) => destroying(path.replace(".", ": "), destructionOf(text)));
}

const destructionOf = (text: string) =>
  destroysDatastore(text) ? ["--destroy-data"] : destructionInScript(text);

function destroying(path: string, what: readonly string[]): readonly Violation[] {
  return what.map((one) => ({
    problem: `${path} has ${one}; wanted is no command that deletes data`,
    fix: "take it out, and delete by hand what must go",
  }));
}
