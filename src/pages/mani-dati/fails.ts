import type { APIRoute } from 'astro';
import { signedIn } from '../../core/access/grant.ts';
import { instantText } from '../../core/time/clock.ts';
import { gatherEverything } from '../../features/own-data/index.ts';

/** Everything that is kept about the person, as one file; their card is asked for first. */
export const GET: APIRoute = ({ locals: { app, actor, authorize } }) => {
  const grant = authorize('data.export', signedIn(actor).personId);
  const everything = gatherEverything(app.db, grant, instantText(app.clock.now()));
  return new Response(JSON.stringify(everything, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="mani-dati.json"',
    },
  });
};
