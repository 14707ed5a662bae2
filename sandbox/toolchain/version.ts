/** Whether dotted version `got` is not older than `wanted`; missing parts count as 0. */
export function isAtLeast(got: string, wanted: string): boolean {
  const numbers = (version: string) => version.split(".").map(Number);
  const [gotParts, wantedParts] = [numbers(got), numbers(wanted)];
  const differing = wantedParts.findIndex((part, index) => part !== (gotParts[index] ?? 0));
  return differing === -1 || (gotParts[differing] ?? 0) > (wantedParts[differing] as number);
}
