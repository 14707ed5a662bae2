import { type Unread } from "../drift/provider-drift";

/**
 * URNs of what nobody could look at, which no update may touch.
 *
 * @throws Error with all of it that nobody can leave out, because it is not known which resources it is
 */
export function untouchedOf(unread: readonly Unread[]): string[] {
  const nameless = unread.filter(({ urns }) => urns.length === 0);
  if (nameless.length > 0)
    throw new Error(
      [
        "Nothing was changed. Nobody can say which resources could not be looked at, so none of them could be left alone:",
        ...nameless.map(({ title, reason }) => `  ${title}: ${reason}`),
      ].join("\n"),
    );
  return [...new Set(unread.flatMap(({ urns }) => urns))];
}
