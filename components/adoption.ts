import type * as pulumi from "@pulumi/pulumi";

/**
 * What exists before the stack does and becomes its own, as the stack's file says: by names of resources, each of which
 * stands for what is below it as well, because the names of children begin with their parent's. Anything else that is
 * found to exist stops an update before it is touched.
 */
export class Adoption {
  /** Every resource that can be taken over, as far as the program has come. */
  private readonly candidates: string[] = [];

  constructor(private readonly names: readonly string[]) {}

  /** Whether a resource becomes the stack's own, if what it stands for exists. */
  includes(resource: string): boolean {
    this.candidates.push(resource);
    return this.names.some((name) => standsFor(name, resource));
  }

  /**
   * Options with which the engine takes over what a provider has, in place of making it; it refuses where the two differ,
   * in the preview already. For resources alone that the provider can read whole.
   *
   * @param id - by which the provider knows it
   */
  importOf(resource: string, id: string): Pick<pulumi.CustomResourceOptions, "import"> {
    return this.includes(resource) ? { import: id } : {};
  }

  /** Names that stand for nothing that can be taken over: they must not pass for a promise that it is. */
  get unknown(): readonly string[] {
    return this.names.filter((name) => !this.candidates.some((one) => standsFor(name, one)));
  }

  /** Names of all that can be taken over. */
  get known(): readonly string[] {
    return this.candidates;
  }
}

function standsFor(name: string, resource: string): boolean {
  return resource === name || resource.startsWith(`${name}-`);
}
