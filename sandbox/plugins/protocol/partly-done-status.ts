import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { toWire } from "./property-values";
import type { Properties } from "./resource-type";

/**
 * The error by which the engine learns that a resource exists although its creation or update failed: it keeps the
 * resource in the state and tries again with the next update.
 */
export class PartlyDoneStatus extends Error {
  readonly code = grpc.status.UNKNOWN;
  readonly metadata = new grpc.Metadata();

  constructor(reason: string, id: string, outputs: Properties, inputs: Properties) {
    super(reason);
    const detail = new ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(toWire(outputs));
    detail.setInputs(toWire(inputs));
    detail.setReasonsList([reason]);
    const wrapped = new Any();
    wrapped.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(this.code);
    status.setMessage(reason);
    status.addDetails(wrapped);
    this.metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
}
