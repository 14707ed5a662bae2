/** Faults by parameter name, as PVE reports them in `errors`. */
export type ParameterFaults = Readonly<Record<string, string>>;

/**
 * A refusal in PVE's form: the status line carries the message, the body `{"data":null,"message":…,"errors":…}`.
 * The texts follow PVE's own, so that what a client shows here is what it would show against the product.
 */
export class ApiError extends Error {
  constructor(
    /** HTTP status: 400 a parameter, 401 who, 500 everything the product refuses while it acts, 501 no such method. */
    readonly status: number,
    message: string,
    readonly faults?: ParameterFaults,
  ) {
    super(message);
  }
}

/** Status 400: one or more parameters are wrong; all of them at once. */
export function parameterFault(faults: ParameterFaults): ApiError {
  return new ApiError(400, "Parameter verification failed.", faults);
}

/** Status 500: the product accepted the parameters' form, and then refused to act. */
export function refusal(message: string): ApiError {
  return new ApiError(500, message);
}
