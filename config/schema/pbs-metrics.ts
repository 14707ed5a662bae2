import { z } from "zod";
import { comment, hostAndPort, safeId, serviceUrl } from "./values";

const typeWords = "How metrics travel to InfluxDB.";

const commentLine = comment
  .optional()
  .describe("A line beside it in the product's lists. Default: none.");

/** Where a backup server's metrics go. */
export const metricServer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("influxdb-udp").describe(typeWords),
    host: hostAndPort.describe("Where InfluxDB takes datagrams."),
    mtu: z
      .int()
      .min(512)
      .max(65535)
      .meta({ unit: "bytes" })
      .optional()
      .describe("The largest datagram that is sent. Default: the product's, 1500."),
    comment: commentLine,
  }),
  z.strictObject({
    type: z.literal("influxdb-http").describe(typeWords),
    url: serviceUrl.describe("Where InfluxDB takes requests."),
    authenticated: z
      .boolean()
      .default(true)
      .describe("Whether it wants a token, which is a secret of the stack."),
    organization: safeId
      .max(32)
      .optional()
      .describe("The organization of InfluxDB that gets them. Default: the product's, proxmox."),
    bucket: safeId
      .max(32)
      .optional()
      .describe("The bucket of InfluxDB that gets them. Default: the product's, proxmox."),
    comment: commentLine,
  }),
]);
