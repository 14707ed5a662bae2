import { isIP } from "node:net";

import { dnsLabel } from "../schema/formats";
import { type Format, pattern, text } from "../schema/scalars";

const endpointName = new RegExp(
  `^(?:\\{\\{bucket\\}\\}\\.)*(?:(?:${dnsLabel}|\\{\\{region\\}\\})\\.)*${dnsLabel}$`,
);

/** A host, whose name may hold `{{bucket}}` and `{{region}}`. */
export const endpointFormat: Format = {
  typeText: "<string>",
  check(value) {
    if (isIP(value) !== 0 || endpointName.test(value)) return;
    throw new Error("value does not match the regex pattern");
  },
};

export const regionFormat = pattern(/^[_a-z\d][-_a-z\d]+$/);

const forbiddenPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const forbiddenPostfixes = ["--ol-s3", ".mrap", "--x-s3"];

/** A bucket's name: Amazon's rules, without dots (proxmox-s3-client, api_types). */
export const bucketSchema = text("Bucket name for S3 object store.", {
  min: 3,
  max: 63,
  format: {
    typeText: "<string>",
    check(value) {
      if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value)) {
        throw new Error("Bucket name does not match the regex pattern");
      }
      const prefix = forbiddenPrefixes.find((each) => value.startsWith(each));
      if (prefix !== undefined) throw new Error(`Bucket name cannot start with '${prefix}'`);
      const postfix = forbiddenPostfixes.find((each) => value.endsWith(each));
      if (postfix !== undefined) throw new Error(`Bucket name cannot end with '${postfix}'`);
    },
  },
});
