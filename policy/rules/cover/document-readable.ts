import { envelopeIn, isOfContract } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";
import { textsIn } from "../../texts";

type Commands = "command:remote:Command" | "command:local:Command";

/** Every rule of objects on hosts reads their documents: of one that cannot be read, none would say anything. */
export const documentReadable = resourceRule<Commands>({
  name: "document-readable",
  description:
    "Commands of the stack's contract carry a document that can be read, on the standard input of a remote command.",
  remediation:
    "Send the envelope whole, as JSON with the mark of the contract, kind, identity, document, settings and secrets " +
    "(model/remote/envelope.ts), on `stdin` of a command.remote.Command; or leave its mark out.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: (resource) => {
    const { create, update, delete: remove, environment } = resource.props;
    const elsewhere = textsIn({ create, update, delete: remove, environment }, "").filter(
      ({ text }) => isOfContract(text),
    );
    return elsewhere.length > 0
      ? elsewhere.map(({ path }) => misplaced(path.slice(1)))
      : inInput(resource);
  },
});

function inInput({ type, props }: ResourceOf<Commands>): readonly Violation[] {
  if (!isOfContract(props.stdin)) return [];
  if (type === "command:local:Command") return [misplaced("stdin of a command on this machine")];
  return envelopeIn(props.stdin) === undefined ? [unreadable] : [];
}

const unreadable: Violation = {
  problem:
    "stdin says that it is an envelope of the contract (backup-remote/1), or looks like one, and is none that can be read, so no rule can judge it; wanted is JSON with the mark, kind, identity, document, settings and secrets",
  fix: "send the whole envelope, or take the mark of the contract out",
};

const misplaced = (path: string): Violation => ({
  problem: `${path} has an envelope of the contract (backup-remote/1), where no rule can judge it; wanted is one on stdin of a command.remote.Command`,
  fix: "send the envelope on stdin of a command.remote.Command, or take the mark of the contract out",
});
