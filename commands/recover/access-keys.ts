import { type AwsConnection } from "../../components/vault/aws-account";
import { type StackExport } from "../drift/stack-export";
import { type EstateResource } from "./estate-resource";
import { accessKeys, endAccessKey, lastUse } from "./existing/aws";

/** One whose secret no state has. */
export interface LostAccessKey {
  readonly id: string;
  /** Left out if it never was. */
  readonly lastUsed?: Date;
}

/** Access keys of a user of IAM that no state knows, so that nobody has their secrets but whoever uses them. */
export interface LostAccessKeys {
  readonly user: string;
  readonly account: AwsConnection;
  /** Oldest first. */
  readonly keys: readonly LostAccessKey[];
  /** Whether the state knows one, so that none has to be made. */
  readonly isReplaced: boolean;
}

const type = "aws:iam/accessKey:AccessKey";

/** Access keys that a user may have. Source: IAM User Guide, "IAM and AWS STS quotas". */
const mostKeys = 2;

/** Days since its last use after which no program is taken to log in with a key any more: no export is rarer than once a month. */
const mostIdleDays = 31;

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
      const lostIds = ids.filter((id) => id !== known.get(urn));
      const keys = await Promise.all(lostIds.map((id) => withLastUse(account, id)));
      return { user, account, isReplaced, keys };
    });
  return (await Promise.all(lost)).filter(({ keys }) => keys.length > 0);
}

async function withLastUse(account: AwsConnection, id: string): Promise<LostAccessKey> {
  const lastUsed = await lastUse(account, id);
  return { id, ...(lastUsed === undefined ? {} : { lastUsed }) };
}

/** Whether the user has so many keys that none can be made. */
export function isFull({ keys, isReplaced }: LostAccessKeys): boolean {
  return !isReplaced && keys.length >= mostKeys;
}

/**
 * The id of the key that is ended to make room for another: the one that was never used, or longest ago; of several that never were the
 * newest, which an update made that was killed before anybody was told its secret.
 *
 * @returns undefined if each was used lately: something logs in with it
 */
export function spareKey({ keys }: LostAccessKeys, now: Date): string | undefined {
  const usedAt = ({ lastUsed }: LostAccessKey) => (lastUsed === undefined ? 0 : lastUsed.getTime());
  const [spare] = [...keys].reverse().sort((one, other) => usedAt(one) - usedAt(other));
  const idleSince = now.getTime() - mostIdleDays * 24 * 60 * 60 * 1000;
  return spare !== undefined && usedAt(spare) < idleSince ? spare.id : undefined;
}

/** Makes room for a key. @throws Error if none of the user's can be spared */
export async function makeRoom(lost: LostAccessKeys, now: Date): Promise<void> {
  const { account, user } = lost;
  const spare = spareKey(lost, now);
  if (spare === undefined) throw new Error(`each access key of ${user} is in use; none is ended`);
  await endAccessKey(account, user, spare);
}

/**
 * Ends all of them that somebody was shown before.
 *
 * @param shown - one that was made since is nobody's to end unseen
 */
export async function endLost(
  lost: readonly LostAccessKeys[],
  shown: readonly LostAccessKeys[],
): Promise<void> {
  const agreed = new Set(shown.flatMap(({ keys }) => keys.map(({ id }) => id)));
  for (const { account, user, keys } of lost)
    for (const { id } of keys) if (agreed.has(id)) await endAccessKey(account, user, id);
}
