import { destroysDatastore, destructionIn } from "../../destruction";
import { remoteObjectOf } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";
import { textsIn } from "../../texts";

type Commands = "command:remote:Command" | "command:local:Command";

/** A command runs without anybody asking, `delete` even because its resource left the program. */
export const commandNoDestruction = resourceRule<Commands>({
  name: "command-no-destruction",
  description: "No command of the stack deletes data, disks, backups or the keys to them.",
  remediation:
    "Take the deletion out of the program: let data stay when its resource goes, and have a person delete by hand what must go.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: (resource) => {
    const { create, update, delete: remove } = resource.props;
    const inLines = Object.entries({ create, update, delete: remove }).flatMap(([path, line]) =>
      destroying(path, destructionIn(line ?? "")),
    );
    // Standard input is read last: what is wrong already need not wait until that is known.
    return inLines.length > 0 ? inLines : inInput(resource);
  },
});

/** A script can come on standard input; an object of the stack's contract has options that its own script passes on. */
function inInput(resource: ResourceOf<Commands>): readonly Violation[] {
  const object = resource.type === "command:remote:Command" ? remoteObjectOf(resource) : undefined;
  if (object === undefined) return destroying("stdin", destructionIn(resource.props.stdin ?? ""));
  return textsIn(object.settings, "stdin: settings")
    .filter(({ text }) => destroysDatastore(text))
    .flatMap(({ path }) => destroying(path, ["--destroy-data"]));
}

function destroying(path: string, what: readonly string[]): readonly Violation[] {
  return what.map((one) => ({
    problem: `${path} has ${one}; wanted is no command that deletes data`,
    fix: "take it out, and delete by hand what must go",
  }));
}
