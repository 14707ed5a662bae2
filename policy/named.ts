import { type Resource } from "./resource";

/**
 * What a document on a host calls by its name, as a resource that others may speak of: so the stack links it to those
 * that say the name, and compares no value that is not known.
 */
export function named(name: string): Resource {
  return {
    type: "",
    name,
    urn: "",
    props: { name },
    isProtected: false,
    ignored: [],
    provider: undefined,
    sources: {},
  };
}
