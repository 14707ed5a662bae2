import { S3ServiceException } from "@aws-sdk/client-s3";
import { McFault } from "./mc";

/** The server's own code of a failed call: S3's, or MinIO's for an administrative one. */
export function faultCode(error: unknown): string {
  if (error instanceof S3ServiceException) return error.name;
  return error instanceof McFault ? error.code : "";
}

/** The result of `call`, or `undefined` if the server answered with one of `codes`. Other faults are thrown. */
export async function unless<T>(
  codes: readonly string[],
  call: Promise<T>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(faultCode(error))) return undefined;
    throw error;
  }
}

/** S3's codes for a bucket that is not there. */
export const noBucket = ["NoSuchBucket", "NotFound"];

/**
 * Adds to a fault what was being done, to what and where.
 *
 * @throws Error `<what> "<name>" on <host:port>: <the server's code>: <its message>`
 */
export async function during<T>(
  what: string,
  name: string,
  endpoint: URL,
  call: Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { message } = error as Error;
    const code = faultCode(error);
    const detail = code ? `${code}: ${message}` : message;
    throw new Error(`${what} "${name}" on ${endpoint.host}: ${detail}`, { cause: error });
  }
}
