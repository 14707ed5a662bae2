import { accountOf } from "../model/iam-account";
import { type Fault } from "../model/fault";
import { type DeclaredProduct, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

type Vault = DeclaredProduct<Declaration["vault"][string]>;

/** Vaults whose keys and escrows would be one's and the other's, and principals that may do too much, or nothing at all. */
export function vaultKeyFaults({ vault }: SoundSections): Fault[] {
  const vaults = productsOf("vault", vault);
  return [
    ...vaults.flatMap((one, index) => sharedAccount(one, vaults.slice(0, index))),
    ...vaults.flatMap(foreignPrincipals),
    ...vaults.flatMap(endingAdministrators),
  ];
}

/** Where nobody says whose account it is, it may be the other's. */
const accountIn = ({ declared: { access } }: Vault) =>
  access?.breakGlass[0] === undefined ? undefined : accountOf(access.breakGlass[0]);

function mayBeOne(vault: Vault, other: Vault): boolean {
  const [account, others] = [accountIn(vault), accountIn(other)];
  return (
    vault.declared.region === other.declared.region &&
    vault.declared.endpoint === other.declared.endpoint &&
    (account === undefined || others === undefined || account === others)
  );
}

/** An escrowed key is found by the engine's name for it, in any vault, so one account has one of it in a region. */
function sharedAccount(vault: Vault, others: readonly Vault[]): Fault[] {
  const other = others.find((one) => mayBeOne(vault, one));
  if (other === undefined) return [];
  return [
    {
      path: `${vault.path}.region`,
      message: `is the region of ${other.path}, in the same account as far as access says: the escrowed keys of both would have one name`,
      got: quoted(vault.declared.region),
      allowed: "one vault for each region of an account",
      fix: "put this vault into another region, or name break-glass roles of its own account in access",
    },
  ];
}

const ofItsAccount = "name one of the account that the vault is in";
const noKey = "KMS lets nobody of another account end a key or change its policy";

/** What somebody of another account cannot do with a vault, by what access says of them. */
const foreign = [
  { key: "administrators", fate: noKey, fix: ofItsAccount },
  { key: "breakGlass", fate: noKey, fix: ofItsAccount },
  {
    key: "restorers",
    fate: "its buckets admit nobody of another account, so that nothing could be read on the day",
    fix: `${ofItsAccount}, or let it assume the restorer's role (access.assumedBy.restorer)`,
  },
  {
    key: "evidenceSigners",
    fate: "its buckets admit nobody of another account, so that what it signs could not be put there",
    fix: ofItsAccount,
  },
] as const;

/** In another account than the first break-glass role, which is the vault's. */
function foreignPrincipals({ path, declared: { access } }: Vault): Fault[] {
  const [first] = access?.breakGlass ?? [];
  if (access === undefined || first === undefined) return [];
  const account = accountOf(first);
  return foreign.flatMap(({ key, fate, fix }) =>
    access[key].flatMap((arn, index) =>
      accountOf(arn) === account
        ? []
        : [
            {
              path: `${path}.access.${key}[${index}]`,
              message: `is of another account than ${first}, and ${fate}`,
              got: quoted(arn),
              allowed: `a principal of account ${account}`,
              fix,
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
