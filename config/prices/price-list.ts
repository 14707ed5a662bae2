import { z } from "zod";
import { FaultsError } from "../../model/fault";
import { confidences, type PriceList } from "../../model/cost/price-list";
import { faultsOf } from "../faults";
import usEast1 from "./aws-us-east-1.json";

const file = "config/prices/aws-us-east-1.json";

const figure = z.strictObject({
  amount: z.number().min(0),
  source: z.string().min(1),
  confidence: z.enum(confidences),
});

const retrieval = z.strictObject({ perGB: figure, perThousandRequests: figure });
const online = z.strictObject({ standard: retrieval });

const storageClasses = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({
    STANDARD: schema,
    STANDARD_IA: schema,
    GLACIER_IR: schema,
    GLACIER: schema,
    DEEP_ARCHIVE: schema,
  });

/** A price file. */
const priceListSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, { error: "three capital letters, as in ISO 4217" }),
  region: z.string().min(1),
  asOf: z.iso.date({ error: "a day that exists, YYYY-MM-DD" }),
  source: z.string().min(1),
  sources: z.record(z.string(), z.string().min(1)),
  storage: storageClasses(figure),
  thousandPuts: storageClasses(figure),
  retrieval: z.strictObject({
    STANDARD: online,
    STANDARD_IA: online,
    GLACIER_IR: online,
    GLACIER: z.strictObject({ expedited: retrieval, standard: retrieval, bulk: retrieval }),
    DEEP_ARCHIVE: z.strictObject({ standard: retrieval, bulk: retrieval }),
  }),
  egress: z.strictObject({ perGB: figure, freeGBPerMonth: figure }),
  key: z.strictObject({ month: figure, rotationMonth: figure, tenThousandRequests: figure }),
});

/**
 * The prices that this project comes with.
 *
 * @throws FaultsError if the file is not what it must be
 */
export function priceList(): PriceList {
  return readPriceList(usEast1, file);
}

/**
 * Prices from the content of a price file. Figures name one of the file's `sources`, which stands in full in what is
 * returned.
 *
 * @param name - of the file, for faults and findings
 * @throws FaultsError with every fault in it
 */
export function readPriceList(given: unknown, name: string): PriceList {
  const result = priceListSchema.safeParse(given);
  if (!result.success) {
    const context = { schema: priceListSchema, prefix: "", given, secret: false };
    throw new FaultsError(name, faultsOf(result.error, context));
  }
  const { sources, ...list } = result.data;
  return { file: name, ...withSources(list, sources) };
}

type Sources = Readonly<Record<string, string>>;

/** The same tree with each figure's source spelled out; one that is not listed stands as it is. */
function withSources<Tree extends object>(tree: Tree, sources: Sources): Tree {
  const spelled = Object.entries(tree).map(([key, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null) return [key, value] as const;
    const branch = withSources(value, sources) as { readonly source?: string };
    const source = branch.source === undefined ? undefined : sources[branch.source];
    return [key, source === undefined ? branch : { ...branch, source }] as const;
  });
  return Object.fromEntries(spelled) as Tree;
}
