import { isDeepStrictEqual } from "node:util";

/**
 * Brings every way to write one and the same thing into one form. Members and elements keep their places, so
 * that parts can be compared, too.
 */
export type Canonical = (value: unknown) => unknown;

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as it is, and in its one form. */
interface Form {
  readonly raw: unknown;
  readonly canonical: unknown;
}

const member = ({ raw, canonical }: Form, name: string | number): Form => ({
  raw: (raw as Members)[name],
  canonical: (canonical as Members | undefined)?.[name],
});

function respell(observed: Form, written: Form): unknown {
  if (isDeepStrictEqual(observed.canonical, written.canonical)) return written.raw;
  const [there, here] = [observed.raw, written.raw];
  if (Array.isArray(there) && Array.isArray(here)) {
    return there.map((element: unknown, index) =>
      index < here.length ? respell(member(observed, index), member(written, index)) : element,
    );
  }
  if (!isObject(there) || !isObject(here)) return there;
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  return Object.fromEntries(
    names
      .map((name) => [name, respell(member(observed, name), member(written, name))] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/**
 * What the server holds, with every part that means what was written spelled as it was written. Without this,
 * a policy with other white space or a rule with an empty filter would look like a change made by hand.
 *
 * @param observed - what the server holds
 * @param written - how the program or the state has it, if at all
 */
export function spelled(observed: unknown, written: unknown, canonical: Canonical): unknown {
  if (written === undefined) return observed;
  return respell(
    { raw: observed, canonical: canonical(observed) },
    { raw: written, canonical: canonical(written) },
  );
}
