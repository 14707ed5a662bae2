import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { sortedEntries } from "../model/record";
import { serverNameOf } from "./place-servers";
import { awsRegions } from "./aws-regions";
import { type DeclaredProduct, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

type Vault = DeclaredProduct<Declaration["vault"][string]>;

/** Regions that are none, logs and alarms of an account that nobody names, and days that a bucket is told twice. */
export function vaultWatchFaults(sections: SoundSections): Fault[] {
  const vaults = productsOf("vault", sections.vault);
  return vaults.flatMap((vault) => [
    ...unknownRegion(vault),
    ...ofNoAccount(vault),
    ...toldTwice(vault),
    ...keptTwice(vault, sections),
  ]);
}

/** Another service than AWS's may call its regions as it likes. */
function unknownRegion({ path, declared: { region, endpoint } }: Vault): Fault[] {
  if (endpoint !== undefined || awsRegions.includes(region)) return [];
  return [
    {
      path: `${path}.region`,
      message: "is no region of AWS's public partition, so that nothing could be stored there",
      got: quoted(region),
      allowed: awsRegions.join(", "),
      fix: "correct it; of a region that is new, add it to config/aws-regions.ts once it has every storage class that is used",
    },
  ];
}

const needAccess = { logs: "S3 and CloudTrail", alarms: "budgets" } as const;

/** A policy that admits a service of AWS says for which account, or everybody's would be let in. */
function ofNoAccount({ path, declared }: Vault): Fault[] {
  if (declared.access !== undefined) return [];
  return (["logs", "alarms"] as const).flatMap((key) =>
    declared[key] === undefined
      ? []
      : [
          {
            path: `${path}.${key}`,
            message: `needs ${path}.access: whose account the vault is in is known from there, and ${needAccess[key]} of any account would be admitted without it`,
            allowed: `${key} beside access, or neither`,
            fix: "declare breakGlass and administrators in access (docs/runbooks/keys.md)",
          },
        ],
  );
}

/** One subscription is all that SNS has for an address, so that taking one of the two out would end both. */
function toldTwice({ path, declared: { alarms } }: Vault): Fault[] {
  const emails = (alarms?.emails ?? []).map((email, index) => ({ email, index }));
  return repeats(emails, ({ email }) => email.toLowerCase()).map(([first, { email, index }]) => ({
    path: `${path}.alarms.emails[${index}]`,
    message: `is the address of emails[${first.index}] as well`,
    got: quoted(email),
    allowed: "each address once",
    fix: "take it out",
  }));
}

/** What a place's bucket keeps follows from the plan. */
function keptTwice({ name, path, declared }: Vault, sections: SoundSections): Fault[] {
  const places = sortedEntries(sections.places ?? {}).filter(
    ([, place]) => place.engine === "s3" && serverNameOf(sections, place) === name,
  );
  return sortedEntries(declared.buckets).flatMap(([store, { keptDays }]) => {
    const user = places.find(([, place]) => place.store === store)?.[0];
    if (keptDays === undefined || user === undefined) return [];
    return [
      {
        path: `${path}.buckets.${store}.keptDays`,
        message: `is for a bucket that no place uses; ${user} uses this one, so that it keeps what the plan finds for its copies`,
        got: String(keptDays),
        allowed: "no keptDays here",
        fix: `take it out, and say in the classes of ${user} how long copies are kept`,
      },
    ];
  });
}
