const yes: readonly unknown[] = [true, 1, "true", "1", "yes", "on"];
const no: readonly unknown[] = [false, 0, "false", "0", "no", "off"];

/**
 * Whether a switch is on, in any of the words that the products' command lines and interfaces take for it; the
 * configuration of a provider comes as text, too.
 */
export const isYes = (value: unknown): boolean => yes.includes(value);

/** Whether it is said to be off. What is left out is neither. */
export const isNo = (value: unknown): boolean => no.includes(value);
