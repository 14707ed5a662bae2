import { type RetrievalTier, type StorageClass } from "../estate";

/** How far a figure can be relied on: read in the vendor's own list, told by others, or only remembered. */
export const confidences = ["published", "reported", "remembered"] as const;

export type Confidence = (typeof confidences)[number];

export interface Price {
  readonly amount: number;
  /** Where the amount is from. */
  readonly source: string;
  readonly confidence: Confidence;
}

/** What it costs to read objects back. */
export interface RetrievalPrice {
  readonly perGB: Price;
  readonly perThousandRequests: Price;
}

export interface RetrievalPrices extends Readonly<Partial<Record<RetrievalTier, RetrievalPrice>>> {
  readonly standard: RetrievalPrice;
}

/** What Amazon bills in one region, in one currency, on one day. A gigabyte is 10^9 bytes here; AWS bills 2^30. */
export interface PriceList {
  /** The file it was read from, for findings. */
  readonly file: string;
  readonly currency: string;
  readonly region: string;
  /** YYYY-MM-DD, the last day that the sources speak of. */
  readonly asOf: string;
  /** In one sentence. */
  readonly source: string;
  /** Per gigabyte and month. */
  readonly storage: Readonly<Record<StorageClass, Price>>;
  /** Per 1,000 PUT, COPY, POST or LIST requests. */
  readonly thousandPuts: Readonly<Record<StorageClass, Price>>;
  /** By tier; classes that answer at once have `standard` alone. */
  readonly retrieval: Readonly<Record<StorageClass, RetrievalPrices>>;
  /** Out of AWS to the internet, above what is free. */
  readonly egress: {
    readonly perGB: Price;
    readonly freeGBPerMonth: Price;
  };
  readonly key: {
    /** Per month. */
    readonly month: Price;
    /** Per month, for each of the first two rotations. */
    readonly rotationMonth: Price;
    readonly tenThousandRequests: Price;
  };
}
