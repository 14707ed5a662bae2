/** Scheme and log-in, which may be missing, before the host; a backslash ends a host, as browsers see it. */
const parts = /^\s*(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#\\]*@)?(\[[^\]]*\]|[^:/?#\\\s]*)/i;

/**
 * Whether an address leads to the machine itself, so that nothing of it crosses a network (RFC 1122 3.2.1.3, RFC 4291
 * 2.5.3, RFC 6761 6.3).
 *
 * @param address - a URL, `host:port` or a host
 */
export function isLoopback(address: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostOf(address));
}

/** Whether a URL has everything go in clear. */
export function isPlainHttp(url: string): boolean {
  return /^\s*http:\/\//i.test(url);
}

/** The host of a URL, of `host:port` or alone, in lower case: all that can be told of an address, which may hold a log-in. */
export function hostOf(address: string): string {
  return (parts.exec(address)?.[1] ?? "").toLowerCase();
}
