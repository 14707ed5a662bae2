import * as pulumi from "@pulumi/pulumi";

/** What a component is, for the engine and for a reviewer. */
export interface ComponentKind {
  /** `backup:<product>:<Noun>`, fixed for ever: a rename needs an alias. */
  readonly type: `backup:${string}:${string}`;
  /**
   * What happens when it is taken out of the program, or renamed, which is taking it out and making another.
   * `pulumi preview --diff` shows it beside what is to be deleted: the documents themselves are secret, and whether a
   * backup survives is what a reviewer asks first.
   */
  readonly onRemoval: string;
}

/**
 * The base of every component. What was declared goes to the engine as a small, plain, secret-free record: the
 * policies judge it at preview, and `pulumi preview --diff` shows a reviewer each field of it that changes, and what
 * its removal would mean.
 *
 * @typeParam Declared - the record's shape, in the words of the product
 */
export abstract class EstateComponent<Declared extends object> extends pulumi.ComponentResource {
  /** What it is called on its product: its name in the stack without its parent's before it. */
  readonly ownName: string;

  /**
   * @param name - unique in the stack; it begins with the parent's, and the names of children begin with it
   * @throws Error for a child whose name does not: two products would fight for one name
   */
  constructor(
    { type, onRemoval }: ComponentKind,
    private readonly name: string,
    declared: Declared,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(
      type,
      name,
      { declared, onRemoval },
      pulumi.mergeOptions(opts, { transformations: [childrenOf(name)] }),
    );
    const { parent } = opts;
    this.ownName =
      parent instanceof EstateComponent ? name.slice(parent.childName("").length) : name;
  }

  /** The name of a child, which begins with its parent's. */
  childName(role: string): string {
    return `${this.name}-${role}`;
  }
}

/** Runs for the component itself and for everything below it. */
function childrenOf(parent: string): pulumi.ResourceTransformation {
  return ({ name, type }) => {
    if (name !== parent && !name.startsWith(`${parent}-`))
      throw new Error(
        `${type} ${name} is a child of ${parent}, so its name must begin with ${parent}-; ` +
          `fix: name it ${parent}-${name}`,
      );
    return undefined;
  };
}
