import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeRequest,
  type AnalyzerInfo,
  ConfigureAnalyzerRequest,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { analyzeRequests } from "../../commands/policy/analyzer-request";
import { policyConfigs, ruleSettings } from "../../commands/policy/configuration";
import { packDirectory } from "../../commands/policy/pack";
import { withServedPack } from "../../commands/policy/pack-process";
import { readConfiguration } from "../../policy/configuration";
import { rows } from "../../policy/table";
import { resource } from "../commands/policy/support";
import { secret } from "./remediated";
import { unknown } from "./support";

const block = resource("archive-private", {
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  inputs: { bucket: secret("archive"), blockPublicAcls: true, ignorePublicAcls: false },
});
const encryption = resource("archive-encryption", {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  inputs: {
    bucket: unknown,
    rules: [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: secret(unknown),
        },
      },
    ],
  },
});

/** What the served pack sends in place of each resource's inputs, by the rule that wants it so. */
function remediated(configuration: object): Promise<object[]> {
  const file = JSON.stringify(configuration);
  const changes = readConfiguration(file, "policy.json", rows, "2026-11-24");
  return withServedPack(packDirectory, async (port) => {
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    try {
      const info = await promisify<Empty, AnalyzerInfo>(client.getAnalyzerInfo.bind(client))(
        new Empty(),
      );
      const request = new ConfigureAnalyzerRequest();
      const map = request.getPolicyconfigMap();
      const configs = policyConfigs(ruleSettings(info, changes));
      for (const [name, config] of Object.entries(configs)) map.set(name, config);
      await promisify<ConfigureAnalyzerRequest, Empty>(client.configure.bind(client))(request);
      return await Promise.all(analyzeRequests([block, encryption]).map(askedBy(client)));
    } finally {
      client.close();
    }
  });
}

function askedBy(client: AnalyzerClient) {
  const ask = promisify<AnalyzeRequest, RemediateResponse>(client.remediate.bind(client));
  return async (request: AnalyzeRequest) => {
    const remediations = (await ask(request)).getRemediationsList();
    return Object.fromEntries(
      remediations.map((one) => [one.getPolicyname(), one.getProperties()?.toJavaScript()]),
    );
  };
}

it("puts right what a configuration asks for, with what is secret and what is not known", async () => {
  const level = { enforcementLevel: "remediate" };

  expect(
    await remediated({ "s3-public-block-whole": level, "s3-bucket-key": "remediate" }),
  ).toEqual([
    {
      "s3-public-block-whole": {
        ...block.inputs,
        ...{ blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      },
    },
    {
      "s3-bucket-key": {
        ...encryption.inputs,
        rules: [
          { ...(encryption.inputs["rules"] as readonly object[])[0], bucketKeyEnabled: true },
        ],
      },
    },
  ]);
});

it("changes nothing where none does", async () => {
  expect(await remediated({})).toEqual([{}, {}]);
});
