import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "./estate-component";

/**
 * The base of the components that stand for a whole product: a server, a cluster, a vault. Its nouns are its children,
 * so that two of a product stand side by side.
 */
export abstract class Product<Declared extends object> extends EstateComponent<Declared> {
  /**
   * Options of a child. Stacks that were applied before products had components know it by its own name and without a
   * parent: the engine finds it there, and everything below it, and replaces nothing.
   */
  inside(ownName: string): pulumi.ComponentResourceOptions {
    return { parent: this, aliases: [{ name: ownName, parent: pulumi.rootStackResource }] };
  }
}
