import { type ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** `runtime.options` of `Pulumi.yaml`, with the official host's defaults. */
export interface RuntimeOptions {
  /** Load the program through ts-node. Default: true. */
  readonly typescript: boolean;
  /** Another `tsconfig.json`. Default: the one beside the program. */
  readonly tsconfig?: string;
  /** Arguments for node itself, split at spaces. Default: none. */
  readonly nodeArguments: readonly string[];
}

/** The options that `info` carries; an option of another type than documented counts as absent. */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const options: Record<string, unknown> = info?.getOptions()?.toJavaScript() ?? {};
  const text = (key: string) => (typeof options[key] === "string" ? options[key] : undefined);
  return {
    typescript: options["typescript"] !== false,
    tsconfig: text("tsconfig"),
    nodeArguments: text("nodeargs")?.split(" ").filter(Boolean) ?? [],
  };
}
