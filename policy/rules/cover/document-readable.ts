import { type Command, commandTexts } from "../../command-texts";
import { envelopeIn, isOfContract } from "../../remote-object";
import { resourceRule, type Violation } from "../../rule";

/** Every rule of objects on hosts reads their documents: of one that cannot be read, none would say anything. */
export const documentReadable = resourceRule({
  name: "document-readable",
  description:
    "Commands of the stack's contract carry a document that can be read, on the standard input of a remote command.",
  remediation:
    "Send the envelope whole, as JSON with the mark of the contract, kind, identity, document, settings and secrets " +
    "(model/remote/envelope.ts), on `stdin` of a command.remote.Command; or leave its mark out.",
  types: ["command:remote:Command", "command:local:Command"],
  judge: (resource) => {
    const elsewhere = commandTexts(resource).filter(({ text }) => isOfContract(text));
    return elsewhere.length > 0 ? elsewhere.map(({ path }) => misplaced(path)) : inInput(resource);
  },
});

function inInput({ type, props }: Command): readonly Violation[] {
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
