import { byteSize, optionNames } from "./options";

/** How fast something may be, in bytes a second such as `100 MiB`. Default of each: as fast as it can. */
export interface PbsRates {
  readonly rateIn?: string;
  readonly rateOut?: string;
  /** For as long as a burst takes. */
  readonly burstIn?: string;
  readonly burstOut?: string;
}

/** A declaration in the option names of the product, its rates as the product prints them. */
export function withRates({
  rateIn,
  rateOut,
  burstIn,
  burstOut,
  ...declared
}: PbsRates): Record<string, unknown> {
  return {
    ...optionNames(declared),
    "rate-in": byteSize(rateIn),
    "rate-out": byteSize(rateOut),
    "burst-in": byteSize(burstIn),
    "burst-out": byteSize(burstOut),
  };
}
