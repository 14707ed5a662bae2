/** How long one test may take; in a run without damages all of them take a few seconds. */
const longest = 10_000;

type Body = (...given: unknown[]) => unknown;
type Define = ((...words: unknown[]) => unknown) & Record<string, unknown>;

let failed = false;

/** The body until it fails or hangs; after the first that did, none runs any more. */
function untilFailure(body: Body): Body {
  const guarded = async (...given: unknown[]): Promise<void> => {
    if (failed) return;
    let clock: NodeJS.Timeout | undefined;
    const hang = new Promise<never>((_, reject) => {
      clock = setTimeout(() => reject(new Error("the damage made it hang")), longest);
    });
    try {
      await Promise.race([body(...given), hang]);
    } catch (thrown) {
      failed = true;
      throw thrown;
    } finally {
      clearTimeout(clock);
    }
  };
  // Jest hands a test that takes an argument a callback; only a table's rows come as arguments here.
  return body.length === 0 ? () => guarded() : guarded;
}

const guardedWords = (words: unknown[]): unknown[] =>
  words.map((word) => (typeof word === "function" ? untilFailure(word as Body) : word));

function guard(define: Define): Define {
  const guarded = Object.assign((...words: unknown[]) => define(...guardedWords(words)), define);
  const each = define["each"] as ((...table: unknown[]) => Define) | undefined;
  if (each === undefined) return guarded;
  return Object.assign(guarded, { each: (...table: unknown[]) => guard(each(...table)) });
}

/**
 * Lets a run with a damage end at the first test that notices it: Jest's own `bail` looks between files only, and the
 * tests of a component are one. What is left is passed over, which alters nothing: one failure tells all.
 */
export function endAtFirstFailure(): void {
  const globals = globalThis as unknown as Record<string, Define>;
  for (const name of ["it", "test", "beforeAll", "beforeEach"])
    globals[name] = guard(globals[name] as Define);
}
