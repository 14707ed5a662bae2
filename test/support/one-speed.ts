/** The two places of a datastore have its speeds. */
export function withOneSpeed(places: Readonly<Record<string, object>>, stores: readonly string[]) {
  const containers = stores.map((store) => {
    const { writeMBps, readMBps } = places[`pbs${store}`] as Record<string, unknown>;
    return [`ct${store}`, { ...places[`ct${store}`], writeMBps, readMBps }] as const;
  });
  return { ...places, ...Object.fromEntries(containers) };
}
