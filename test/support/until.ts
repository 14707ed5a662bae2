/**
 * Resolves once `condition` holds. What is waited for is sure to come, only not how soon: the limit (seconds) is far
 * beyond what a busy machine takes, and there to name what never came before the test's own limit ends it.
 *
 * @throws Error with the condition's text if it does not hold in time
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`not within ${seconds} s: ${condition.toString()}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
