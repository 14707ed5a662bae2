import { safeIdFormat, singleLineFormat } from "../schema/formats";
import { text } from "../schema/scalars";
import { list } from "../schema/schema";

/** The name of an endpoint or matcher; they share one file and so one set of names. */
export const entityNameSchema = text("Name schema for targets and matchers", {
  format: safeIdFormat,
  min: 2,
  max: 32,
});

/** The comment of an endpoint or matcher. */
export const entityCommentSchema = text("Comment.", { format: singleLineFormat, max: 128 });

export const mailtoSchema = list(
  "Mail address to send a mail to.",
  text("E-Mail Address.", { format: singleLineFormat, min: 2, max: 64 }),
);

export const mailtoUserSchema = list(
  "Users to send a mail to. The email address of the user will be looked up in users.cfg.",
  text("User ID"),
);
