/** What a thrown thing says to people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
