// Global types can only be named by import() where the file itself must not become a module.
declare namespace App {
  interface Locals {
    app: import('./core/app.ts').App;
    requestId: string;
    /** The pattern of the page, for the log: it names no person and no row. */
    route?: string;
    /** Where the request came from; used by the sign-in limits only and never logged. */
    clientAddress: string;
    /** Who is signed in, if anybody. */
    actor: import('./core/access/actor.ts').Actor | null;
    /** Proof for one participant's data; throws AccessDenied. A view by somebody else is kept once a page. */
    authorize: <A extends import('./core/access/policy.ts').Ability>(
      ability: A,
      participantId: number,
    ) => import('./core/access/grant.ts').Grant<A>;
    /** How the person likes to read, and in which language. */
    look: import('./core/look.ts').Look;
    /** The language of what people wrote, where the page is in another; for `lang` attributes. */
    dataLang: import('./core/text/text.ts').Language | undefined;
    /** The texts in the language of the page. */
    t: import('./core/text/text.ts').Text;
    /** The person to call first, shown on each of the participant's screens. */
    helper: { firstName: string; phone: string } | null;
    /** Set when the page could not be shown and the calm one is shown instead. */
    problem?: import('./core/problem.ts').Problem;
  }
}
