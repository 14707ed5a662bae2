import type * as pulumi from "@pulumi/pulumi";

/** A datastore or a namespace of one: what backups lie in. Whatever is done to them waits until it is there. */
export interface DatastorePart extends pulumi.Resource {
  /** Name of the datastore on the server. */
  readonly storeName: string;
  /** Left out: the datastore's root. */
  readonly namespace?: string | undefined;
}

/** Where backups lie, in words: `STORE/NAMESPACE`, or `STORE` for a datastore's root. */
export function placeOf(store: string, namespace: string | undefined): string {
  return namespace === undefined ? store : `${store}/${namespace}`;
}
