import { createHash } from 'node:crypto';
import idleScript from 'astro/runtime/client/idle.prebuilt.js';
import loadScript from 'astro/runtime/client/load.prebuilt.js';
import mediaScript from 'astro/runtime/client/media.prebuilt.js';
import onlyScript from 'astro/runtime/client/only.prebuilt.js';
import visibleScript from 'astro/runtime/client/visible.prebuilt.js';
import islandScript from 'astro/runtime/server/astro-island.prebuilt.js';
import islandScriptDev from 'astro/runtime/server/astro-island.prebuilt-dev.js';
import { ISLAND_STYLES } from 'astro/runtime/server/astro-island-styles.js';
import { PLAIN_PAGE_STYLE } from './plain-page.ts';

const hashOf = (inlined: string): string => `'sha256-${createHash('sha256').update(inlined).digest('base64')}'`;

/** What Astro writes inline before the first island of a page; nothing else inline may run. */
const islandScripts = [islandScript, islandScriptDev, loadScript, idleScript, visibleScript, mediaScript, onlyScript];

/** One constant for every page: a digest for each answer costs more than the page does. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' ${islandScripts.map(hashOf).join(' ')}`,
  `style-src 'self' ${[ISLAND_STYLES, PLAIN_PAGE_STYLE].map(hashOf).join(' ')}`,
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const ONE_YEAR_SECONDS = 31_536_000;

/**
 * The headers of every answer: pages, files, redirects and errors alike.
 *
 * @param origin the portal's own address; only an https one may promise to stay on https
 */
export function securityHeaders(origin: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': PERMISSIONS_POLICY,
    // Not "no-referrer", not even for sign-in: under it browsers post a form with the origin "null", which older tablets
    // do not tell apart from a forged one. Nothing leaves the portal, and the secret in a fragment is never in a referrer.
    'Referrer-Policy': 'same-origin',
  };
  if (origin.startsWith('https://')) {
    headers['Strict-Transport-Security'] = `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`;
  }
  return headers;
}
