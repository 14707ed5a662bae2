import { sentOrAnswered } from "../../answer";
import { type Resource } from "../../resource";
import { stackRule } from "../../rule";

/** What the provider tells of a key. */
type Answered = Resource<{ readonly createDate?: string }>;

/** Milliseconds. */
const day = 24 * 60 * 60 * 1000;

/**
 * A stolen access key works for as long as it is there. When it was made is in no program: the provider answers it, so
 * a key is judged from the update after the one that makes it.
 */
export const iamKeyAge = stackRule<"aws:iam/accessKey:AccessKey", { readonly maximumDays: number }>(
  {
    name: "iam-key-age",
    description: "Access keys of users of AWS are replaced before they are old.",
    remediation:
      "Replace the access key with `pulumi up --replace URN`, and hand the new one to whoever logs in with it.",
    types: ["aws:iam/accessKey:AccessKey"],
    judge: (key, { maximumDays }) => {
      const made = Date.parse(sentOrAnswered(key as Answered, "createDate") ?? "");
      const days = Math.floor((Date.now() - made) / day);
      // Of a key without a date nothing is known: no number is more than another that is none.
      return days > maximumDays
        ? [
            {
              problem: `createDate: the access key is ${days} days old; wanted are ${maximumDays} at most`,
              fix: "replace the access key",
            },
          ]
        : [];
    },
  },
);
