import { type AwsConnection } from "../../components/vault/aws-account";
import { type StackExport } from "../drift/stack-export";
import { type EstateResource } from "./estate-resource";
import { accessKeys, endAccessKey } from "./existing/aws";

/** Access keys of a user of IAM that no state knows, so that nobody has their secrets but whoever uses them. */
export interface LostAccessKeys {
  readonly user: string;
  readonly account: AwsConnection;
  /** Ids, oldest first. */
  readonly ids: readonly string[];
  /** Whether the state knows one, so that none has to be made. */
  readonly isReplaced: boolean;
}

const type = "aws:iam/accessKey:AccessKey";

/** Access keys that a user may have. Source: IAM User Guide, "IAM and AWS STS quotas". */
const mostKeys = 2;

/**
 * The access keys of the declared users that the state does not know.
 *
 * @throws Error of AWS
 */
export async function lostAccessKeys(
  declared: readonly EstateResource[],
  { deployment }: StackExport,
  accountOf: (provider: string) => AwsConnection,
): Promise<LostAccessKeys[]> {
  const known = new Map(
    (deployment.resources ?? []).filter((one) => one.type === type).map(({ urn, id }) => [urn, id]),
  );
  const lost = declared
    .filter((one) => one.type === type)
    .map(async ({ urn, provider, inputs }): Promise<LostAccessKeys> => {
      const [user, account] = [String(inputs["user"]), accountOf(provider)];
      const ids = (await accessKeys(account, user)).map(({ id }) => id);
      const isReplaced = ids.some((id) => id === known.get(urn));
      return { user, account, isReplaced, ids: ids.filter((id) => id !== known.get(urn)) };
    });
  return (await Promise.all(lost)).filter(({ ids }) => ids.length > 0);
}

/** Whether the user has so many keys that none can be made. */
export function isFull({ ids, isReplaced }: LostAccessKeys): boolean {
  return !isReplaced && ids.length >= mostKeys;
}

/**
 * Makes room for a key: the newest one goes. A program that works has an older one; the newest was made by an update that was killed
 * before anybody was told its secret.
 */
export async function makeRoom({ account, user, ids }: LostAccessKeys): Promise<void> {
  const newest = ids.at(-1);
  if (newest !== undefined) await endAccessKey(account, user, newest);
}

/** Ends all of them. */
export async function endLost(lost: readonly LostAccessKeys[]): Promise<void> {
  for (const { account, user, ids } of lost)
    for (const id of ids) await endAccessKey(account, user, id);
}
