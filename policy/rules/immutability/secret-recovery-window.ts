import { resourceRule } from "../../rule";

/** Days that Secrets Manager keeps a deleted secret for where a program says nothing (AWS provider, "Secret"). */
const byDefault = 30;

/** A secret is a key's last copy: while its recovery window lasts, a deletion can be undone. */
export const secretRecoveryWindow = resourceRule({
  name: "secret-recovery-window",
  description: "Deleted secrets can be restored for the days that the configuration asks for.",
  remediation: "Leave `recoveryWindowInDays` out, or set it to `minimumDays` or more.",
  types: ["aws:secretsmanager/secret:Secret"],
  judge: ({ props }, { minimumDays }: { readonly minimumDays: number }) => {
    const days = props.recoveryWindowInDays ?? byDefault;
    if (days >= minimumDays) return [];
    const got = days === 0 ? "0, so that it is deleted at once" : `${days}`;
    return [
      {
        problem: `recoveryWindowInDays is ${got}; wanted are ${minimumDays} days or more`,
        fix: `set recoveryWindowInDays to ${minimumDays} or more`,
      },
    ];
  },
});
