/** How many were logged in to one host at once, at most, by the log of its SSH server. */
export function mostAtOnce(log: string): number {
  const inside = new Set<string>();
  const counts = [...log.matchAll(/^(Accepted|Disconnected) .* port (\d+)/gm)].map(
    ([, what, port = ""]) => {
      if (what === "Accepted") inside.add(port);
      else inside.delete(port);
      return inside.size;
    },
  );
  return Math.max(0, ...counts);
}
