/**
 * A refusal with a status of its own; every other error is answered with 400. The answer's body is
 * the bare text (proxmox-rest-server, formatter).
 */
export class ApiError extends Error {
  constructor(
    readonly status: 401 | 403 | 404 | 500 | 507,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** Status 403. @param detail what is missing, where the product says it */
export function forbidden(detail?: string): ApiError {
  const missing = detail === undefined ? "" : ` - ${detail}`;
  return new ApiError(403, `permission check failed${missing}`);
}
