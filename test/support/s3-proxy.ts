import * as http from "node:http";
import { type AddressInfo } from "node:net";

/** An answer that did not come from S3. */
export interface ForgedAnswer {
  readonly status: number;
  /** Of an error. */
  readonly code?: string;
}

/** A way to an S3 that counts what is put there, and that can be cut off. */
export class S3Proxy {
  /** Bucket and key of everything that was put, in its order, with its size. */
  puts: { readonly key: string; readonly bytes: number }[] = [];
  /** All requests, whatever they are. */
  requests = 0;
  /** Every upload after so many is refused for good. Default: none. */
  cutAfter = Infinity;
  /** Whether an upload needs a digest, as S3 wants it for a bucket with a default retention; moto is milder. Default: yes. */
  demandsDigest = true;
  /** Called before each upload. */
  onPut: () => unknown = () => undefined;
  /** What is answered in the place of S3, by method and address; nothing asks S3. */
  answer: (method: string, url: string) => ForgedAnswer | undefined = () => undefined;

  private constructor(
    private readonly target: string,
    private readonly server: http.Server,
  ) {}

  /** @param target - the S3, `http://127.0.0.1:PORT` */
  static async start(target: string): Promise<S3Proxy> {
    const server = http.createServer();
    const proxy = new S3Proxy(target, server);
    server.on("request", (request, response) => proxy.pass(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private pass(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.requests += 1;
    const forged = this.answer(request.method ?? "", request.url ?? "");
    if (forged !== undefined) {
      const { status, code } = forged;
      request.resume();
      const body =
        code === undefined ? "" : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
      request.on("end", () => response.writeHead(status, { etag: '"forged"' }).end(body));
      return;
    }
    if (request.method === "PUT") {
      this.onPut();
      if (this.puts.length >= this.cutAfter) {
        request.resume();
        const body = "<Error><Code>AccessDenied</Code><Message>cut</Message></Error>";
        request.on("end", () => response.writeHead(403).end(body));
        return;
      }
      if (this.demandsDigest && request.headers["content-md5"] === undefined) {
        response.writeHead(400).end("<Error><Code>InvalidRequest</Code></Error>");
        return;
      }
      const { pathname } = new URL(request.url ?? "/", this.target);
      const bytes = Number(request.headers["content-length"]);
      this.puts.push({ key: decodeURIComponent(pathname).slice(1), bytes });
    }
    const { method, headers, url = "/" } = request;
    const onward = http.request(this.target + url, { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  /** As it was in the beginning. */
  reset(): void {
    this.puts = [];
    this.requests = 0;
    this.cutAfter = Infinity;
    this.demandsDigest = true;
    this.onPut = () => undefined;
    this.answer = () => undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
