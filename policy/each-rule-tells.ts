/** In the environment of a pack whose every rule says for itself what it does not know (`commands/policy/`). */
export const eachRuleTells = "POLICY_EACH_RULE_TELLS";
