import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { until } from "../../../../test/support/until";
import { PluginClient } from "./client";
import { boxToken, shelfPlugin } from "./shelf-plugin";

let plugin: PluginClient;
beforeEach(async () => (plugin = await PluginClient.start(shelfPlugin(new Map()))));
afterEach(() => plugin.close());

describe("the service", () => {
  it("agrees with the engine on what both understand", async () => {
    const configured = await plugin.configure({});
    expect(configured.toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
    const shaken = await plugin.call<provider.ProviderHandshakeResponse>((rpc, done) =>
      rpc.handshake(new provider.ProviderHandshakeRequest(), done),
    );
    expect(shaken.getAcceptSecrets()).toBe(true);
  });

  it("tells its version and a schema with its types", async () => {
    const info = await plugin.call<PluginInfo>((rpc, done) => rpc.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe("1.2.3");
    const answer = await plugin.call<provider.GetSchemaResponse>((rpc, done) =>
      rpc.getSchema(new provider.GetSchemaRequest(), done),
    );
    expect(JSON.parse(answer.getSchema())).toEqual({
      name: "shelf",
      version: "1.2.3",
      resources: { [boxToken]: {} },
    });
  });

  it("fails on functions, saying what to install", async () => {
    const call = plugin.call<provider.InvokeResponse>((rpc, done) =>
      rpc.invoke(new provider.InvokeRequest(), done),
    );
    await expect(call).rejects.toThrow(/stand-in for the plugin "shelf" has no functions; install/);
  });

  it("speaks to the engine it is attached to", async () => {
    const heard: [string, string][] = [];
    const engine = new grpc.Server();
    engine.addService(EngineService, {
      log: (call: { request: LogRequest }, done: grpc.sendUnaryData<Empty>) => {
        heard.push([call.request.getUrn(), call.request.getMessage()]);
        done(null, new Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) =>
      engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    const request = new PluginAttach();
    request.setAddress(`127.0.0.1:${port}`);
    await plugin.call<Empty>((rpc, done) => rpc.attach(request, done));
    await plugin.create(boxToken, { name: "a" });
    await until(() => heard.length > 0);
    expect(heard).toEqual([[`urn:pulumi:test::project::${boxToken}::test`, "making a"]]);
    engine.forceShutdown();
  });
});
