import { remoteObjectOf } from "../../remote-object";
import { resourceRule } from "../../rule";
import { knownKinds } from "./known-kinds";

/**
 * Rules know objects on hosts by their kind. One of a kind that none of them knows, or that is spelt like a known one and is
 * not, would pass them all, whatever its document and its script do.
 */
export const objectKindKnown = resourceRule({
  name: "object-kind-known",
  description: "Objects on hosts are of a kind that the pack knows.",
  remediation:
    "Spell the kind as the components do; for a new one write the rules that it needs, and add it to " +
    "policy/rules/scope/known-kinds.ts once somebody has looked what it can do to backups.",
  types: ["command:remote:Command"],
  judge: (resource) => {
    const object = remoteObjectOf(resource);
    return object === undefined || knownKinds.has(object.kind)
      ? []
      : [
          {
            problem: `stdin: the kind ${JSON.stringify(object.kind)} is known to no rule of the pack, so nothing of the object is judged; wanted is a known one`,
            fix: "spell the kind as components do, or add it to policy/rules/scope/known-kinds.ts after a look at what it does",
          },
        ];
  },
});
