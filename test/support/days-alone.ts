/** A class that asks for no counts: MinIO's versions are kept by their days alone. */
export const daysAlone = <Kept extends { readonly retention: { readonly days: number } }>(
  one: Kept,
) => ({ ...one, retention: { days: one.retention.days } });
