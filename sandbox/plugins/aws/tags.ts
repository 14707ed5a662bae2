import type { AwsClient } from "./client";

/** A map of tags. */
export type Tags = Readonly<Record<string, string>>;

/** A resource's own tags and all tags on it, the provider's included. */
export interface TagOutputs {
  readonly tags: Tags;
  readonly tagsAll: Tags;
}

/** What is to be on the server: the provider's tags, overridden by the resource's own. */
export function allTags(client: AwsClient, tags: Tags | undefined): Tags {
  return { ...client.defaultTags, ...tags };
}

/**
 * Tells a resource's own tags from the provider's: what equals a provider's tag is taken for one, unless the
 * program gave the resource that tag too. Names that begin with `aws:` belong to AWS and are nobody's.
 */
export function tagOutputs(client: AwsClient, onServer: Tags, given: Tags = {}): TagOutputs {
  const tagsAll = Object.entries(onServer).filter(([name]) => !name.startsWith("aws:"));
  const own = tagsAll.filter(
    ([name, value]) => name in given || client.defaultTags[name] !== value,
  );
  return { tags: Object.fromEntries(own), tagsAll: Object.fromEntries(tagsAll) };
}
