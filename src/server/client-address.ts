import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Headers in which a caller could claim another address, host or scheme. */
const CLAIMS = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

/**
 * Who called: the socket's address, or behind a proxy the last hop of `X-Forwarded-For`, the one the proxy wrote itself
 * (all before it are the caller's own words).
 */
export function clientAddressOf(req: IncomingMessage, isBehindProxy: boolean): string {
  const socketAddress = plainAddress(req.socket.remoteAddress ?? '');
  if (!isBehindProxy) return socketAddress;
  const lastHop = plainAddress(req.headersDistinct['x-forwarded-for']?.join(',').split(',').at(-1)?.trim() ?? '');
  return isIP(lastHop) === 0 ? socketAddress : lastHop;
}

/** Takes out what a caller could claim, so that nothing behind can believe it. */
export function forgetClaims(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) if (CLAIMS.test(name)) delete req.headers[name];
}

/** An IPv4 address as seen by an IPv6 socket is the same address. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
