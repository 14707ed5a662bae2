import { type Guest } from "../estate";
import { type Finding } from "../finding";
import { osFamilyOf } from "../guest-os";
import { counted, nameList } from "./name-list";

const facts = ["agent", "vss", "os"] as const;

type Fact = (typeof facts)[number];

/** What to say of a guest whose images cannot be judged for want of one fact. */
const wanting: Readonly<Record<Fact, Pick<Finding, "allowed" | "fix"> & { readonly why: string }>> =
  {
    agent: {
      why: "nobody declared whether its guest agent is on",
      allowed: "true or false",
      fix: "look up with `qm config VMID` whether `agent` is on, and whether it runs in the guest, and declare `agent`",
    },
    vss: {
      why: "nobody declared what its guest agent asks of VSS",
      allowed: "copy, full or none",
      fix: "look up VssOption of the QEMU Guest Agent VSS Provider in the guest's registry, and declare `vss`",
    },
    os: {
      why: "whether a guest agent can freeze its operating system is not known",
      allowed: "a name with Windows, Linux or a distribution of Linux in it",
      fix: "write the operating system out",
    },
  };

/**
 * Guests whose images are of unknown consistency: one warning for all that lack the same fact.
 *
 * @param imaged - guests of which an image is made
 */
export function agentFindings(
  imaged: readonly (readonly [name: string, guest: Guest])[],
): Finding[] {
  return facts.flatMap((fact) => {
    const names = imaged.filter(([, guest]) => missingFact(guest) === fact).map(([name]) => name);
    return names[0] === undefined ? [] : [unknown(fact, names[0], names)];
  });
}

function unknown(fact: Fact, first: string, names: readonly string[]): Finding {
  const { why, allowed, fix } = wanting[fact];
  return {
    severity: "warning",
    path: `backup:guests.${first}.${fact}`,
    message: `how consistent the images of ${counted(names.length, "guest")} are is unknown, because ${why}: ${nameList(names)}`,
    allowed,
    fix,
  };
}

function missingFact({ kind, os, agent, vss }: Guest): Fact | undefined {
  if (kind === "ct" || agent === false) return undefined;
  if (agent === undefined) return "agent";
  const family = osFamilyOf(os);
  if (family === "unknown") return "os";
  return family === "windows" && vss === undefined ? "vss" : undefined;
}
