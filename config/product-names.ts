import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { type DeclaredProduct, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { products } from "./schema/estate";

type Section = keyof typeof products;

const sections = Object.keys(products) as Section[];

/** Several of a product that would be one, or whose objects would have one name. */
export function productNameFaults(declared: SoundSections): Fault[] {
  return sections.flatMap((section) => {
    const all: readonly DeclaredProduct<unknown>[] = productsOf<unknown>(
      section,
      declared[section],
    );
    return [...nestedNames(all), ...(section === "vault" ? [] : sharedHosts(all))];
  });
}

/** Names of objects begin with those of their products: `a-b` of `a` and `b` of `a-b` would be one. */
function nestedNames(all: readonly DeclaredProduct<unknown>[]): Fault[] {
  return all.flatMap(({ name, path }) => {
    const outer = all.find((other) => name.startsWith(`${other.name}-`));
    return outer === undefined
      ? []
      : [
          {
            path,
            message: `has a name that begins with that of ${outer.path}, so that objects of both could have one name`,
            got: quoted(name),
            allowed: `a name that does not begin with ${outer.name}-`,
            fix: "rename the one that is not applied yet",
          },
        ];
  });
}

/** What is declared of one would be told to the other's server. */
function sharedHosts(all: readonly DeclaredProduct<unknown>[]): Fault[] {
  const hostOf = ({ declared }: DeclaredProduct<unknown>) =>
    String((declared as { readonly host?: unknown }).host);
  return repeats(all, hostOf).map(([first, again]) => ({
    path: `${again.path}.host`,
    message: `is the host of ${first.path} as well, so both would be one`,
    got: quoted(hostOf(again)),
    allowed: "a host that no other of this product is on",
    fix: "name its own host, or put both into one entry",
  }));
}
