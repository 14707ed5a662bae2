/**
 * The answer, or `undefined` where the server says with one of these error codes that the thing is not there.
 * Every other error stays an error: a server that is down must never look like an object that is gone.
 */
export async function unlessAbsent<T>(
  answer: Promise<T>,
  ...codes: readonly string[]
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && codes.includes(error.name)) return undefined;
    throw error;
  }
}
