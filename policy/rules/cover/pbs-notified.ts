import { textOf } from "../../pbs-datastore";
import { onOneHost, type RemoteObject } from "../../remote-object";
import { remoteRule, type Violation } from "../../rule";
import { type Stack } from "../../stack";
import { isYes } from "../../truth";

const mustBeTold = ["warning", "error"];

const endpointTypes = ["gotify", "sendmail", "smtp", "webhook"];

/**
 * A job that fails and tells nobody is found at the restore. The product's own matcher sends everything to root's mail,
 * which nobody may read: what the stack shows is what counts.
 */
export const pbsNotified = remoteRule({
  name: "pbs-notified",
  description:
    "Warnings and errors of Proxmox Backup Server datastores go through a notification matcher of the stack.",
  remediation:
    "Set the datastore's `notification-mode` to notification-system, and add a matcher with a target for the severities warning and error, without other conditions.",
  sees: "stack",
  kinds: ["pbs datastore"],
  judge: (datastore, _numbers, stack) => {
    const name = textOf(datastore, "name");
    const matchers = stack
      .remoteObjects("pbs notification matcher")
      .filter((matcher) => onOneHost(matcher, datastore));
    const untold = mustBeTold.filter(
      (severity) =>
        !matchers.some((matcher) => tells(matcher, severity) && reaches(matcher, stack)),
    );
    return [...modeFaults(datastore), ...untold.map((severity) => untoldOf(name, severity))];
  },
});

/** Absent, it is the notification system since Proxmox Backup Server 4.0 (pbs-api-types, changelog). */
function modeFaults(datastore: RemoteObject): readonly Violation[] {
  const mode = textOf(datastore, "notification-mode");
  return ["", "notification-system"].includes(mode)
    ? []
    : [
        {
          problem: `stdin: document.notification-mode of datastore ${textOf(datastore, "name")} is ${mode}, which passes every matcher by; wanted is notification-system`,
          fix: "set notification-mode to notification-system",
        },
      ];
}

function untoldOf(name: string, severity: string): Violation {
  return {
    problem: `datastore ${name}: no notification matcher of its server tells of every ${severity}; wanted is an enabled one with a target that is not off and no other condition`,
    fix: `add a matcher for the severity ${severity}`,
  };
}

/** Whether a matcher tells of everything of a severity; none said is every severity. */
function tells({ document }: RemoteObject, severity: string): boolean {
  const severities = listOf(document["match-severity"]).flatMap((one) => one.split(","));
  const isNarrow = ["match-field", "match-calendar"].some(
    (key) => listOf(document[key]).length > 0,
  );
  return (
    !isYes(document["disable"]) &&
    !isYes(document["invert-match"]) &&
    !(isNarrow && (document["mode"] ?? "all") === "all") &&
    (severities.length === 0 ? !isNarrow : severities.includes(severity))
  );
}

/** Whether a matcher has a target that is not known to be off; others than the stack's own may be there. */
function reaches(matcher: RemoteObject, stack: Stack): boolean {
  const off = stack
    .remoteObjects(...endpointTypes.map((type) => `pbs notification endpoint ${type}`))
    .filter((one) => isYes(one.document["disable"]) && onOneHost(one, matcher))
    .map((one) => textOf(one, "name"));
  return listOf(matcher.document["target"]).some((target) => !off.includes(target));
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
