import { BlockList, isIPv6 } from "node:net";
import { type Fault } from "../model/fault";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Networks that no packet on the internet comes from. Source: IANA, "IPv4 Special-Purpose Address Registry", and the same of IPv6. */
const inside: readonly (readonly [address: string, bits: number])[] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
];

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");

const insideList = new BlockList();
for (const [address, bits] of inside) insideList.addSubnet(address, bits, familyOf(address));

const isInside = (network: string) => {
  const [address = ""] = network.split("/");
  return insideList.check(address, familyOf(address));
};

/** Networks behind a router: AWS sees the router's address, so that every export would be refused. */
export function vaultNetworkFaults({ vault }: SoundSections): Fault[] {
  return productsOf("vault", vault).flatMap(({ path, declared: { access, endpoint } }) =>
    (endpoint === undefined ? (access?.writerNetworks ?? []) : []).flatMap((network, index) =>
      isInside(network)
        ? [
            {
              path: `${path}.access.writerNetworks[${index}]`,
              message:
                "is a network that AWS never sees anybody come from, so that it would refuse every export",
              got: quoted(network),
              allowed: "the network that the lab has on the internet, such as 203.0.113.7/32",
              fix: "ask from a host that exports: curl https://checkip.amazonaws.com",
            },
          ]
        : [],
    ),
  );
}
