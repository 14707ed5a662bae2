import { textOf } from "../../pbs-datastore";
import { onOneHost } from "../../remote-object";
import { type RemoteObject } from "../../remote-object";
import { remoteRule, type Violation } from "../../rule";

const mustBeTold = ["warning", "error"];

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
      (severity) => !matchers.some((matcher) => tells(matcher, severity)),
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
    problem: `datastore ${name}: no notification matcher of its server tells of every ${severity}; wanted is an enabled one with a target and no other condition`,
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
    document["disable"] !== true &&
    document["invert-match"] !== true &&
    listOf(document["target"]).length > 0 &&
    !(isNarrow && (document["mode"] ?? "all") === "all") &&
    (severities.length === 0 ? !isNarrow : severities.includes(severity))
  );
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
