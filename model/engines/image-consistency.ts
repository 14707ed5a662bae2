import { type ConsistencyJudge, judged, type JudgedConsistency } from "../consistency";
import { type Guest } from "../estate";
import { osFamilyOf, type OsFamily } from "../guest-os";
import { type GuestDatabase } from "../plan/guest-databases";
import { entry } from "../record";

/**
 * An image of a guest, taken in snapshot mode. Sources: vzdump(1), "Backup modes"; qm.adoc, "Filesystem Freeze &
 * Thaw".
 */
export const imageConsistency: ConsistencyJudge = ({ guests, inside }, name) => {
  const guest = entry(guests, name);
  if (guest.kind === "ct") {
    return judged("file-system", "read from a snapshot of its storage, applications not asked");
  }
  if (guest.agent === undefined) {
    return judged("unknown", "nobody declared whether its guest agent is on");
  }
  if (!guest.agent) return judged("crash", "no guest agent freezes its file systems");
  return frozen[osFamilyOf(guest.os)](guest, inside(name));
};

type FrozenJudge = (guest: Guest, inside: readonly GuestDatabase[]) => JudgedConsistency;

/** What the guest agent makes ready when it is told to freeze. */
const frozen: Readonly<Record<OsFamily, FrozenJudge>> = {
  linux: () =>
    judged("file-system", "its guest agent freezes file systems, applications not asked"),
  windows: ({ vss }, inside) => {
    if (vss === undefined) return judged("unknown", "nobody declared what its agent asks of VSS");
    if (vss === "none")
      return judged("crash", "its guest agent has no VSS provider to freeze with");
    const deaf = inside.find(({ vssWriter }) => !vssWriter);
    return deaf
      ? judged("file-system", `its guest agent asks VSS, which ${deaf.title} does not listen to`)
      : judged("application", "its guest agent asks VSS, which asks its applications");
  },
  unknown: ({ os }) => judged("unknown", `whether a guest agent can freeze ${os} is not known`),
};
