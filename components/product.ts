import * as pulumi from "@pulumi/pulumi";
import { type ComponentKind, EstateComponent } from "./estate-component";

/**
 * The base of the components that stand for a whole product: a server, a cluster, a vault. Its nouns are its children,
 * so that two of a product stand side by side.
 */
export abstract class Product<Declared extends object> extends EstateComponent<Declared> {
  constructor(
    kind: ComponentKind,
    name: string,
    declared: Declared,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(kind, name, declared, pulumi.mergeOptions(opts, { transformations: [knownAs(name)] }));
  }

  /**
   * Options of a child. Stacks that were applied before products had components know it by its own name and without a
   * parent: the engine finds it there, and everything below it, and replaces nothing.
   */
  inside(ownName: string): pulumi.ComponentResourceOptions {
    return { parent: this, aliases: [{ name: ownName, parent: pulumi.rootStackResource }] };
  }
}

/**
 * The first update of such a stack may break off between a noun and what it is made of. The engine has the noun under its
 * new name by then, so that nothing below inherits the old one any more: it would be made anew, and what is there taken
 * away. So everything is known by its name without the product's as well.
 */
function knownAs(product: string): pulumi.ResourceTransformation {
  const prefix = `${product}-`;
  return ({ name, props, opts }) =>
    name.startsWith(prefix)
      ? {
          props,
          opts: pulumi.mergeOptions(opts, { aliases: [{ name: name.slice(prefix.length) }] }),
        }
      : undefined;
}
