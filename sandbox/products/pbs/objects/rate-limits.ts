import { bytesFormat, normaliseBytes } from "../schema/human-byte";
import { text } from "../schema/scalars";
import { type ObjectProperties, type ObjectProperty } from "./object-type";

const rate: ObjectProperty = {
  schema: text(
    "Byte size with optional unit (B, KB (base 10), MB, GB, ..., KiB (base 2), MiB, Gib, ...).",
    { format: bytesFormat, min: 1, max: 64 },
  ),
  deletable: true,
  stored: (value) => normaliseBytes(String(value)),
};

/** `--rate-in`, `--rate-out`, `--burst-in` and `--burst-out`, in bytes with an optional unit. */
export const rateProperties: ObjectProperties = {
  "rate-in": rate,
  "burst-in": rate,
  "rate-out": rate,
  "burst-out": rate,
};
