import { describeObjects } from "./objects";
import { subjects } from "./subjects";

/** Each way in which an object is made and read: what is sent of the others has the same (`objects.long.test.ts`). */
const ways = {
  "a section": "a prune job",
  "a section that holds backups": "a datastore",
  "by the API": "a sync job",
  "with a secret": "a remote",
  "with secrets in a list": "a webhook endpoint",
  "with lists": "a matcher",
};

describeObjects(Object.fromEntries(Object.values(ways).map((kind) => [kind, subjects[kind]!])), [
  "a remote",
]);
