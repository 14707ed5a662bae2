import * as pulumi from "@pulumi/pulumi";
import { type ComponentType, onRemoval } from "./on-removal";

/**
 * The base of every component. What was declared goes to the engine as a small, plain, secret-free record: the
 * policies judge it at preview, and `pulumi preview --diff` shows a reviewer each field of it that changes, and what
 * its removal would mean.
 *
 * @typeParam Declared - the record's shape, in the words of the product
 */
export abstract class EstateComponent<Declared extends object> extends pulumi.ComponentResource {
  /**
   * @param name - unique in the stack; the names of children begin with it
   */
  constructor(
    type: ComponentType,
    private readonly name: string,
    declared: Declared,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(type, name, { declared, onRemoval: onRemoval[type] }, opts);
  }

  /** The name of a child, which begins with its parent's. */
  protected childName(role: string): string {
    return `${this.name}-${role}`;
  }
}
