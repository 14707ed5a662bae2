import { bytesFormat, normaliseBytes } from "../schema/human-byte";
import { text } from "../schema/scalars";
import { type ObjectProperties, type ObjectProperty } from "./object-type";

const rate = (description: string): ObjectProperty => ({
  schema: text(description, { format: bytesFormat, min: 1, max: 64 }),
  deletable: true,
  stored: (value) => normaliseBytes(String(value)),
});

/** `--rate-in`, `--rate-out`, `--burst-in` and `--burst-out`, in bytes with an optional unit. */
export const rateProperties: ObjectProperties = {
  "rate-in": rate("Rate limit for incoming traffic in bytes per second."),
  "rate-out": rate("Rate limit for outgoing traffic in bytes per second."),
  "burst-in": rate("Size of the token bucket for incoming traffic in bytes."),
  "burst-out": rate("Size of the token bucket for outgoing traffic in bytes."),
};
