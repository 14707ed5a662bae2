/** What a test with several runs of the engine may take on a busy machine. Milliseconds. */
jest.setTimeout(15 * 60_000);
