import { accountOf } from "../model/iam-account";
import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { type DeclaredProduct, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

type Vault = DeclaredProduct<Declaration["vault"][string]>;

/** Keys of one vault that would be those of another, and principals that may do too much, or nothing at all. */
export function vaultKeyFaults({ vault }: SoundSections): Fault[] {
  const vaults = productsOf("vault", vault);
  return [
    ...vaults.flatMap((one, index) => sharedKeys(one, vaults.slice(0, index))),
    ...vaults.flatMap(foreignPrincipals),
    ...vaults.flatMap(endingAdministrators),
  ];
}

/** What is added to the alias of the key for data. */
const purposes = { data: "", escrow: "-escrow", evidence: "-evidence" };

const keysOf = ({ path, declared: { key } }: Vault) =>
  Object.entries(purposes).map(([purpose, end]) => ({
    ...{ path, purpose },
    alias: `${key.alias}${end}`,
  }));

function sharedKeys(vault: Vault, others: readonly Vault[]): Fault[] {
  const there = others
    .filter(({ declared }) => declared.region === vault.declared.region)
    .flatMap(keysOf);
  const shared = keysOf(vault).flatMap((own) =>
    there.filter(({ alias }) => alias === own.alias).map((other) => ({ own, other })),
  );
  return shared.slice(0, 1).map(({ own, other }) => ({
    path: `${vault.path}.key.alias`,
    message: `makes one key of its own for ${own.purpose} and of the one for ${other.purpose} of ${other.path}: both would be alias/${own.alias}`,
    got: quoted(vault.declared.key.alias),
    allowed: "an alias that gives each key a name of its own in its region",
    fix: "name another alias for the vault that is not applied yet",
  }));
}

/** In another account than the first break-glass role, which is the vault's. */
function foreignPrincipals({ path, declared: { access } }: Vault): Fault[] {
  if (access === undefined) return [];
  const [first] = access.breakGlass;
  if (first === undefined) return [];
  const account = accountOf(first);
  const { breakGlass, administrators } = access;
  return sortedEntries({ breakGlass, administrators }).flatMap(([key, arns]) =>
    arns.flatMap((arn, index) =>
      accountOf(arn) === account
        ? []
        : [
            {
              path: `${path}.access.${key}[${index}]`,
              message: `is of another account than ${first}, and KMS lets nobody of another account end a key or change its policy`,
              got: quoted(arn),
              allowed: `a principal of account ${account}`,
              fix: "name one of the account that the vault is in",
            },
          ],
    ),
  );
}

/** Whoever applies the stack every day must not be who can end its keys. */
function endingAdministrators({ path, declared: { access } }: Vault): Fault[] {
  if (access === undefined) return [];
  return access.administrators.flatMap((arn, index) =>
    access.breakGlass.includes(arn)
      ? [
          {
            path: `${path}.access.administrators[${index}]`,
            message:
              "is a break-glass role as well, so that whoever applies the stack could end its keys",
            got: quoted(arn),
            allowed: "a principal that is none of breakGlass",
            fix: "make a role that nobody assumes day by day, and name that one under breakGlass",
          },
        ]
      : [],
  );
}
