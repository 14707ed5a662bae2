import { type Link } from "../estate";

/**
 * Share of its line rate that copies are taken to get of a link which nobody measured. Of an Ethernet frame of
 * 1538 bytes on the wire, preamble and gap included, TCP over IPv4 carries 1448 (IEEE 802.3; RFC 9293, with the
 * timestamps of RFC 7323): 94 %. The rest of it is for what is lost and sent again and for TLS. An assumption.
 */
const assumedShare = 0.9;

/** Share of a link's line rate that copies get. What somebody measured is what came through, so that is all of it. */
export function linkShare({ share, measured }: Link): number {
  return share ?? (measured ? 1 : assumedShare);
}

/** Megabits per second that copies get of a line rate of the link's. */
export function payloadMbps(link: Link, lineRateMbps: number): number {
  return lineRateMbps * linkShare(link);
}
