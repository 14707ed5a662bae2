import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { optionalEntry, sortedEntries } from "../record";
import { counted } from "./name-list";
import { type PlannedCopy } from "./plan";
import { storeAddress, storeLabel } from "./store-label";

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

/**
 * Buckets of the vault into which several engines send: what one of them writes, all of them may read and recall, and the longest
 * promise locks the copies of all.
 */
export function mixedArchiveFindings({
  classes,
  places,
}: Pick<Estate, "classes" | "places">): Finding[] {
  const sent = sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const target = offsite && optionalEntry(places, offsite.place);
    const from = optionalEntry(places, place)?.engine;
    return target?.engine === "s3" && from !== undefined
      ? [{ name, product: engines[from].product, bucket: storeLabel(target) }]
      : [];
  });
  return [...groupedBy(sent, ({ bucket }) => bucket).values()].flatMap(([first, ...others]) =>
    others
      .filter(({ product }) => product !== first.product)
      .map(({ name, product, bucket }) => ({
        severity: "warning" as const,
        path: `backup:classes.${name}.offsite.place`,
        message: `the bucket ${bucket} would hold copies of ${product}, and those of ${first.product} that ${first.name} sends there, under one lock, one lifecycle and one storage class`,
        allowed: "a bucket for each engine and purpose",
        fix: "declare another bucket in backup:vault.buckets, and a place on it",
      })),
  );
}

/** What nobody would see: who emptied or read out a vault, and what that costs. */
export function watchFindings({ vault }: Pick<Estate, "vault">): Finding[] {
  return [
    ...(vault.withoutSigners ?? []).map((path) => ({
      severity: "note" as const,
      path: `${path}.access.evidenceSigners`,
      message:
        "nobody may sign with the vault's key for evidence, so no restore that was tried can be proven later on",
      allowed: "what signs the reports of restores that were tried",
      fix: "declare its role there, once there is one (docs/runbooks/vault.md)",
    })),
    ...(vault.withoutLogs ?? []).map((path) => ({
      severity: "warning" as const,
      path: `${path}.logs`,
      message:
        "nothing writes down who asks the vault for what, so nobody can tell what an intruder did",
      allowed: "a bucket for access logs and the trail",
      fix: "declare its name and keptDays there (docs/runbooks/vault.md)",
    })),
    ...(vault.withoutAlarms ?? []).map((path) => ({
      severity: "warning" as const,
      path: `${path}.alarms`,
      message: "nobody is told what the vault costs before the bill comes",
      allowed: "addresses, and what the account may cost in a month",
      fix: "declare emails and monthlyLimitUSD there (docs/runbooks/vault.md)",
    })),
  ];
}

/** Days that the specification gives whoever notices that keys are to be deleted, and may cancel that. */
const specifiedWindowDays = 30;

/** Keys that end sooner after an order to delete them than the specification allows. */
export function deletionWindowFindings({ vault }: Pick<Estate, "vault">): Finding[] {
  return sortedEntries(vault.deletionWindows ?? {})
    .filter(([, days]) => days < specifiedWindowDays)
    .map(([path, days]) => ({
      severity: "warning",
      path,
      message: `is less than the ${specifiedWindowDays} days that the specification asks for: the vault's keys end so soon after an order to delete them, and all copies with them, whatever their lock says`,
      got: `${days} days`,
      allowed: `${specifiedWindowDays} days, the most that KMS waits`,
      fix: `write ${specifiedWindowDays}, or take it out`,
    }));
}

/** Share of the longest lock for which logs must be kept at least. */
const leastLogShare = 0.5;

/** Logs that are gone long before the copies of which they tell who overwrote them. */
export function logFindings(
  { vault, places }: Pick<Estate, "vault" | "places">,
  copies: readonly PlannedCopy[],
): Finding[] {
  const locks = [
    ...copies.map(({ place, lockDays = 0 }) => ({
      server: optionalEntry(places, place)?.server,
      lockDays,
    })),
    ...sortedEntries(vault.buckets).map(([label, { keptDays = 0 }]) => ({
      server: storeAddress(label).server,
      lockDays: keptDays,
    })),
  ];
  return sortedEntries(vault.logs ?? {}).flatMap(([path, { server, keptDays }]) => {
    const own = locks.filter((lock) => lock.server === server);
    const longest = own.reduce((most, { lockDays }) => Math.max(most, lockDays), 0);
    if (keptDays >= leastLogShare * longest) return [];
    return [
      {
        severity: "warning" as const,
        path,
        message: `is far less than the ${longest} days for which copies in the vault are locked: who overwrote a copy or hid it can no longer be told when somebody misses it`,
        got: counted(keptDays, "day"),
        allowed: `${longest} days, or at least half of them`,
        fix: `write ${longest}`,
      },
    ];
  });
}

/**
 * Alarms that would ring every month.
 *
 * @param monthly - what the copies cost, once the history is long enough
 */
export function limitFindings(
  { vault }: Pick<Estate, "vault">,
  { monthly, currency }: { readonly monthly: number; readonly currency: string },
): Finding[] {
  return sortedEntries(vault.limits ?? {}).flatMap(([path, limit]) =>
    monthly <= limit
      ? []
      : [
          {
            severity: "warning" as const,
            path,
            message: `is less than what the copies alone cost in a month once the history is long enough, so the alarm would ring every month and be heard no more`,
            got: `${limit} USD`,
            allowed: `${Math.ceil(monthly)} ${currency} or more`,
            fix: "declare what the account may really cost, or keep less",
          },
        ],
  );
}
