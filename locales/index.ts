import access from './lv/access.json' with { type: 'json' };
import circle from './lv/circle.json' with { type: 'json' };
import common from './lv/common.json' with { type: 'json' };
import desk from './lv/desk.json' with { type: 'json' };
import home from './lv/home.json' with { type: 'json' };
import importing from './lv/import.json' with { type: 'json' };
import money from './lv/money.json' with { type: 'json' };
import plan from './lv/plan.json' with { type: 'json' };
import requests from './lv/requests.json' with { type: 'json' };
import server from './lv/server.json' with { type: 'json' };
import signIn from './lv/sign-in.json' with { type: 'json' };
import time from './lv/time.json' with { type: 'json' };
import ui from './lv/ui.json' with { type: 'json' };
import visits from './lv/visits.json' with { type: 'json' };

/** The Latvian texts, one file a room. A new room is added here. */
const lv = {
  access,
  circle,
  common,
  desk,
  home,
  import: importing,
  money,
  plan,
  requests,
  server,
  signIn,
  time,
  ui,
  visits,
} as const;

export const locales = { lv };
export type Namespace = keyof typeof lv;
export const namespaces = Object.keys(lv) as readonly Namespace[];
