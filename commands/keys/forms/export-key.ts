import { createHash, randomBytes } from "node:crypto";
import { colonPairs } from "../../../model/colon-pairs";
import { keyBytes, type KeyForm } from "./key-form";

/** The AES-256 key of exported images: 32 bytes in Base64. */
export const exportKey: KeyForm = {
  make: () => randomBytes(keyBytes).toString("base64"),
  /** As the export agent writes it into each manifest; 256 random bits need no slow digest. */
  fingerprint: (key) =>
    colonPairs(createHash("sha256").update(`offsite-export key\n${key}\n`).digest("hex")),
};
