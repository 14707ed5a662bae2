/**
 * The account of an ARN of IAM.
 *
 * @throws Error if it names none
 */
export function accountOf(arn: string): string {
  const [, , , , account] = arn.split(":");
  if (account === undefined || account === "") throw new Error(`${arn} names no account`);
  return account;
}
