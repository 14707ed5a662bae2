import { resourceRule } from "../../rule";
import { kmsKeyTypes } from "./kms-key-types";

/** Where no days are given (AWS KMS API Reference, ScheduleKeyDeletion). */
const defaultDays = 30;

/** The days are all the time there is to notice: with the key everything under it is gone, whatever its lock says. */
export const kmsDeletionWindow = resourceRule<
  (typeof kmsKeyTypes)[number],
  { readonly minimumDays: number }
>({
  name: "kms-deletion-window",
  description: "Deleting a KMS key takes long enough to be noticed.",
  remediation: "Set `deletionWindowInDays` to 30, or leave it out: that is what AWS takes then.",
  types: kmsKeyTypes,
  judge: ({ props: { deletionWindowInDays: days = defaultDays } }, { minimumDays }) =>
    days >= minimumDays
      ? []
      : [
          {
            problem: `deletionWindowInDays is ${days}, and after those everything under the key is lost; wanted are ${minimumDays} at least`,
            fix: `set deletionWindowInDays to ${minimumDays}`,
          },
        ],
});
