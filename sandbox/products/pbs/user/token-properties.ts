import { commentSchema } from "../schema/formats";
import { flag, integer, pattern, text } from "../schema/scalars";
import { type Properties } from "../schema/schema";

/** `USER@REALM!NAME`. */
export const tokenIdSchema = text("API Token ID", {
  format: pattern(
    /^[^\s:/\x00-\x1f\x7f]+@[A-Za-z0-9_][A-Za-z0-9._-]*![A-Za-z0-9_][A-Za-z0-9._-]*$/,
  ),
  min: 3,
  max: 64,
});

/** What is kept of a token besides its secret's hash. */
export const tokenProperties: Properties = {
  comment: { schema: commentSchema },
  enable: {
    schema: flag(
      "Enable the account (default). You can set this to '0' to disable the account.",
      true,
    ),
  },
  expire: {
    schema: integer(
      "Account expiration date (seconds since epoch). '0' means no expiration date.",
      { min: 0, default: 0 },
    ),
  },
};
