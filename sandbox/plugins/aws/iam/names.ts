/** Names of users and of policies within them, as far as both take them (IAM User Guide, "IAM and AWS STS quotas"). */
export const identityName = /^[\w+=,.@-]{1,64}$/;

/** What IAM answers about something that is not there. */
export const gone = "NoSuchEntityException";
