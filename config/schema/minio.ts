import { z } from "zod";
import { bucketName, hostAndPort, name } from "./values";

const place = z.strictObject({ site: name, bucket: bucketName });

/** `backup:minio`: the sites and what is replicated between them. */
export const minio = z.strictObject({
  sites: z.record(name, z.strictObject({ endpoint: hostAndPort, host: name })).default({}),
  replications: z
    .record(
      name,
      z.strictObject({
        source: place,
        target: place,
        /** The KMS key that encrypts both buckets; both sites must hold one of this name. */
        kmsKey: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/, {
          error:
            "the name of a key: letters, digits, dots, dashes, underscores, colons and slashes",
        }),
      }),
    )
    .default({}),
});
