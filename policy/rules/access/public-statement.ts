import { isNarrowed } from "../../iam-condition";
import { type IamStatement } from "../../iam-statement";
import { type Violation } from "../../rule";

/** What of a thing's policy lets in everybody, or everybody but some. */
export const publicAllows = (statements: readonly IamStatement[]): readonly Violation[] =>
  statements
    .filter((one) => one.isAllow && isForAnybody(one) && !isNarrowed(one))
    .map(({ at, actions }) => ({
      problem: `${at} allows ${actions.allBut ? "all but " : ""}${actions.patterns.join(", ")} to everybody; wanted are principals by name`,
      fix: "name roles, users or services in Principal, or keep it to some with a condition such as aws:PrincipalArn that wants the key to be there",
    }));

const isForAnybody = ({ principals }: IamStatement) =>
  principals !== undefined && (principals.allBut || principals.of.some(({ id }) => id === "*"));
