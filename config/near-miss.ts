import leven from "leven";

/** Changes of a letter that a slip of the hand takes, the swap of two neighbours being two. */
const slips = 2;

/** The known word that was meant: the only one that begins so, or one a slip away, in any case of letters. */
export function nearMiss(word: string, known: readonly string[]): string | undefined {
  const begun = known.filter((name) => word.length > 2 && name.startsWith(word));
  if (begun.length === 1) return begun[0];
  const [nearest] = known
    .map((name) => ({ name, distance: leven(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= slips && distance < word.length / 2)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.name;
}

/** A hint at what was meant, to stand before what else can be done; empty if nothing is near. */
export function didYouMean(word: unknown, known: readonly string[]): string {
  const meant = typeof word === "string" ? nearMiss(word, known) : undefined;
  return meant === undefined ? "" : `did you mean ${meant}? If not, `;
}
