import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  type AnalyzerInfo,
  type AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzeStackRequest,
  type AnalyzerResource,
  ConfigureAnalyzerRequest,
  type PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { projectRoot } from "../../lib/project-root";
import { withServedPack } from "./pack-process";

/** The project's own pack. */
export const packDirectory = path.join(projectRoot, "policy");

/** A policy pack that is served, as the engine speaks to one. */
export interface Pack {
  readonly info: AnalyzerInfo;
  configure(byPolicy: Readonly<Record<string, PolicyConfig>>): Promise<void>;
  /** What it says of one resource, by what would be sent of it. */
  analyze(request: AnalyzeRequest): Promise<readonly AnalyzeDiagnostic[]>;
  /** What it says of all of them. */
  analyzeStack(resources: readonly AnalyzerResource[]): Promise<readonly AnalyzeDiagnostic[]>;
}

/** Milliseconds for an answer: the pack may have hundreds of questions before it. */
const patience = 300_000;

/** Bytes of a message, as the policy SDK has it (`@pulumi/policy`, server). */
const mostBytes = 400 * 1024 * 1024;

/**
 * Serves a policy pack in the SDK's own runner, as a language host does, and speaks to it until `work` is done.
 *
 * @throws Error with what the pack printed if it does not start, or ends before that
 */
export function withPack<T>(directory: string, work: (pack: Pack) => Promise<T>): Promise<T> {
  return withServedPack(directory, async (port) => {
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": mostBytes,
      "grpc.max_send_message_length": mostBytes,
    });
    try {
      return await work(await speaking(client));
    } finally {
      client.close();
    }
  });
}

async function speaking(client: AnalyzerClient): Promise<Pack> {
  const info = await asked<Empty, AnalyzerInfo>(client, "getAnalyzerInfo", new Empty());
  return {
    info,
    configure: async (byPolicy) => {
      const request = new ConfigureAnalyzerRequest();
      const map = request.getPolicyconfigMap();
      Object.entries(byPolicy).forEach(([name, configured]) => map.set(name, configured));
      await asked<ConfigureAnalyzerRequest, Empty>(client, "configure", request);
    },
    analyze: async (request) =>
      (
        await asked<AnalyzeRequest, AnalyzeResponse>(client, "analyze", request)
      ).getDiagnosticsList(),
    analyzeStack: async (resources) => {
      const request = new AnalyzeStackRequest().setResourcesList([...resources]);
      const told = await asked<AnalyzeStackRequest, AnalyzeResponse>(
        client,
        "analyzeStack",
        request,
      );
      return told.getDiagnosticsList();
    },
  };
}

type Question = "getAnalyzerInfo" | "configure" | "analyze" | "analyzeStack";

type Ask<Request, Answer> = (
  request: Request,
  options: Partial<grpc.CallOptions>,
  done: (error: grpc.ServiceError | null, answer: Answer) => void,
) => grpc.ClientUnaryCall;

function asked<Request, Answer>(
  client: AnalyzerClient,
  question: Question,
  request: Request,
): Promise<Answer> {
  const ask = client[question].bind(client) as unknown as Ask<Request, Answer>;
  return new Promise((resolve, reject) =>
    ask(request, { deadline: Date.now() + patience }, (error, answer) =>
      error === null
        ? resolve(answer)
        : reject(new Error(`the policy pack could not judge (${question}): ${error.details}`)),
    ),
  );
}
