import { z } from "zod";
import { bucketName, hostAndPort, name } from "./values";

const place = z.strictObject({ site: name, bucket: bucketName });

/** `backup:minio`: the sites and what is replicated between them. */
export const minio = z.strictObject({
  sites: z.record(name, z.strictObject({ endpoint: hostAndPort, host: name })),
  replications: z.record(
    name,
    z.strictObject({
      source: place,
      target: place,
      /** The KMS key that encrypts both buckets; both sites must hold one of this name. */
      kmsKey: z.string().min(1).max(128),
    }),
  ),
});
