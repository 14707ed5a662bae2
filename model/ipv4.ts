/** Addresses of IPv4 as numbers, the first and the last of them included. */
type Range = readonly [first: number, last: number];

const bits = 32;

const lastAddress = 2 ** bits - 1;

/** Whether networks, in CIDR notation, hold every address of IPv4 between them. Those of IPv6 hold none. */
export function coverIpv4(networks: readonly string[]): boolean {
  const ranges = networks.flatMap(rangeOf).sort(([a], [b]) => a - b);
  const reached = ranges.reduce(
    (next, [first, last]) => (first > next ? next : Math.max(next, last + 1)),
    0,
  );
  return reached > lastAddress;
}

/** Whether an address is in one of some networks. What is no address of IPv4, such as a name, is in none. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const at = numberOf(address);
  return (
    at !== undefined && networks.flatMap(rangeOf).some(([first, last]) => first <= at && at <= last)
  );
}

/** Whatever of its address lies behind the prefix does not count. */
function rangeOf(network: string): Range[] {
  const [address = "", prefix = String(bits)] = network.split("/");
  const at = numberOf(address);
  if (at === undefined) return [];
  const size = 2 ** (bits - Number(prefix));
  const first = Math.floor(at / size) * size;
  return [[first, first + size - 1]];
}

function numberOf(address: string): number | undefined {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(address)
    ? address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0)
    : undefined;
}
