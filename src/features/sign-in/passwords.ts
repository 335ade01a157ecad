import { hash, type Options, verify } from '@node-rs/argon2';

/**
 * Argon2id (the library's default) above the OWASP minimum of 19 MiB and 2 passes: 64 MiB and 3 passes, about 0.1 s.
 * Hashing runs beside the event loop.
 */
export const passwordHashing = {
  memoryCost: 64 * 1024,
  timeCost: 3,
  parallelism: 1,
} as const satisfies Options;

/** The hash of nobody's password, made with the same settings, so that an unknown e-mail address costs the same time. */
export const nobodysHash =
  '$argon2id$v=19$m=65536,t=3,p=1$IpzV/RCgh/Uy/8a7lQSvNQ$bpBXs95weEE6NLMdD4Uf3R0vpYVg+SQAX+GYTAYG6tg';

/** The same letters typed on another keyboard may come as other code points. */
const normalized = (password: string): string => password.normalize('NFC');

export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), passwordHashing);
}

/** Whether it is the password of this hash; without a hash it never is, after the same work. */
export async function matchesPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const isSame = await verify(passwordHash ?? nobodysHash, normalized(password));
  return isSame && passwordHash !== undefined;
}
