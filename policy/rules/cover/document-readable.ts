import { isUnreadable } from "../../remote-object";
import { resourceRule } from "../../rule";

/** Every rule of objects on hosts reads their documents: of one that cannot be read, none would say anything. */
export const documentReadable = resourceRule({
  name: "document-readable",
  description: "Commands of the stack's contract carry a document that can be read.",
  remediation:
    "Send the envelope whole, as JSON with kind, identity, document, settings and secrets (model/remote/envelope.ts), or leave its mark out.",
  types: ["command:remote:Command"],
  judge: (resource) =>
    isUnreadable(resource)
      ? [
          {
            problem:
              "stdin says that it is an envelope of the contract (backup-remote/1) and is none that can be read, so no rule can judge it; wanted is JSON with kind, identity, document, settings and secrets",
            fix: "send the whole envelope, or take the mark of the contract out",
          },
        ]
      : [],
});
