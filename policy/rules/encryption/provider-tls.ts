import { type ResourceOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";
import { hostOf, isLoopback, isPlainHttp } from "./loopback";
import { isYes } from "../../truth";

type Props<Name extends "aws" | "minio" | "proxmoxve"> =
  ResourceOf<`pulumi:providers:${Name}`>["props"];

/**
 * Providers hand log-ins, keys and policies to the products; whoever stands in the way has them. What stays on the machine
 * is let pass, for copies of an estate that are made to try things.
 */
export const providerTls = resourceRule({
  name: "provider-tls",
  description: "Providers speak TLS with the products, and look at certificates.",
  remediation:
    "Use https:// (of MinIO `minioSsl: true`) and take `insecure` out. Tell of a certificate authority of your own by " +
    "`customCaBundle`, `minioCacertFile` or SSL_CERT_FILE.",
  types: ["pulumi:providers:aws", "pulumi:providers:minio", "pulumi:providers:proxmoxve"],
  judge: (provider) => {
    switch (provider.type) {
      case "pulumi:providers:aws":
        return aws(provider.props);
      case "pulumi:providers:minio":
        return minio(provider.props);
      case "pulumi:providers:proxmoxve":
        return proxmoxve(provider.props);
    }
  },
});

/** A provider that looks at no certificate does so for the services without an endpoint of their own as well. */
function aws(props: Props<"aws">): readonly Violation[] {
  const endpoints = endpointsOf(props.endpoints);
  return [
    ...(endpoints === undefined ? [unreadable] : endpoints.flatMap(inClear)),
    ...unchecked("insecure", props.insecure),
  ];
}

/** Absent is off (registry of providers, minio, "minio_ssl"). */
function minio({ minioServer = "", ...props }: Props<"minio">): readonly Violation[] {
  if (isLoopback(minioServer)) return [];
  const { minioSsl, minioInsecure } = props;
  return isYes(minioSsl)
    ? unchecked("minioInsecure", minioInsecure)
    : [
        {
          problem: `minioSsl is ${minioSsl ?? "unset, which is false"}, so that log-ins and data go in clear to ${hostOf(minioServer) || "the server"}; wanted is true`,
          fix: "set minioSsl to true, and give the server a certificate",
        },
      ];
}

/** The provider itself wants TLS 1.3 unless it is told otherwise (its documentation, "min_tls"). */
function proxmoxve({ endpoint = "", insecure, minTls }: Props<"proxmoxve">): readonly Violation[] {
  if (isLoopback(endpoint)) return [];
  return [
    ...inClear(["endpoint", endpoint]),
    ...unchecked("insecure", insecure),
    ...(["1.0", "1.1"].includes(minTls ?? "")
      ? [
          {
            problem: `minTls is ${minTls}, which is broken (RFC 8996); wanted is 1.2 or 1.3`,
            fix: "take minTls out",
          },
        ]
      : []),
  ];
}

/** Services' addresses with where they stand. The SDKs send nested inputs of providers as text of JSON. */
function endpointsOf(given: unknown): readonly [path: string, url: string][] | undefined {
  const parsed = typeof given === "string" ? parsedAs(given) : (given ?? []);
  if (!Array.isArray(parsed)) return undefined;
  return (parsed as readonly object[]).flatMap((services, index) =>
    Object.keys(services).map((service): [string, string] => {
      const url: unknown = Reflect.get(services, service);
      return [`endpoints[${index}].${service}`, String(url)];
    }),
  );
}

function parsedAs(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unreadable: Violation = {
  problem:
    "endpoints is no list, so nobody can tell where they lead; wanted is a list of services with https:// addresses",
  fix: "write endpoints as a list, or take it out",
};

function inClear([path, url]: readonly [string, string]): readonly Violation[] {
  return isPlainHttp(url) && !isLoopback(url)
    ? [
        {
          problem: `${path} is an http:// address of ${hostOf(url)}, so that log-ins and data go there in clear; wanted is https://`,
          fix: `write https:// in ${path}, and give the service a certificate`,
        },
      ]
    : [];
}

function unchecked(path: string, value: unknown): readonly Violation[] {
  return isYes(value)
    ? [
        {
          problem: `${path} is true, so that any machine in the way would be taken for the product; wanted is false`,
          fix: `take ${path} out, and tell the provider of your certificate authority`,
        },
      ]
    : [];
}
