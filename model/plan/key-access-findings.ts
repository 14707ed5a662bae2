import { type Estate } from "../estate";
import { type Finding } from "../finding";

/** Keys that AWS's own policy leaves to IAM: one order of any administrator, and every copy is lost behind its lock. */
export function keyAccessFindings({ vault }: Pick<Estate, "vault">): Finding[] {
  return (vault.withoutAccess ?? []).map((path) => ({
    severity: "warning",
    path: `${path}.access`,
    message:
      "nothing says who may end the vault's keys, so every administrator of the account can, and what lies under " +
      "them dies with them, whatever its lock says",
    allowed: "a break-glass role, and whoever applies the stack",
    fix: "declare breakGlass and administrators there (docs/runbooks/keys.md)",
  }));
}
