import { type EnforcementLevel, type Policies } from "@pulumi/policy";
import * as server from "@pulumi/policy/server";
import { type RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { analyzeRequests } from "../../commands/policy/analyzer-request";
import { policyOf } from "../../policy/policy-of";
import { rows } from "../../policy/table";
import { resource } from "../commands/policy/support";
import { type Sent } from "./support";

/** A secret, as the engine hands it to a pack. */
export const secret = (value: unknown) => ({ [specialSigKey]: specialSecretSig, value });

/** What a rule of the table sends in place of a resource's inputs; `undefined` where it leaves them as they are. */
export function remediatedBy(
  name: string,
  { type, name: called = "subject", props }: Sent,
  level: EnforcementLevel = "remediate",
): Promise<unknown> {
  const row = rows.find(({ rule }) => rule.name === name)!;
  return remediatedIn([{ ...policyOf(row), enforcementLevel: level }], type, called, props);
}

type Answerer = (
  ...pack: unknown[]
) => (
  call: { readonly request: unknown },
  done: (error: Error | null, answer: RemediateResponse) => void,
) => void;

/** The same by the policy SDK's own server, for policies of any pack. */
export async function remediatedIn(
  policies: Policies,
  type: string,
  name: string,
  inputs: Sent["props"],
): Promise<unknown> {
  const { makeRemediateRpcFun } = server as unknown as { makeRemediateRpcFun: Answerer };
  const [request] = analyzeRequests([resource(name, { type, inputs })]);
  const answer = await new Promise<RemediateResponse>((resolve, reject) =>
    makeRemediateRpcFun(
      "test-pack",
      "1.2.3",
      "advisory",
      policies,
    )({ request }, (error, answered) => (error ? reject(error) : resolve(answered))),
  );
  const remediations = answer.getRemediationsList();
  expect(remediations.map((one) => one.getDiagnostic())).toEqual(remediations.map(() => ""));
  return remediations.at(-1)?.getProperties()?.toJavaScript();
}
