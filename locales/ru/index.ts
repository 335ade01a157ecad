import about from './about.json' with { type: 'json' };
import access from './access.json' with { type: 'json' };
import care from './care.json' with { type: 'json' };
import changes from './changes.json' with { type: 'json' };
import circle from './circle.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import decision from './decision.json' with { type: 'json' };
import desk from './desk.json' with { type: 'json' };
import easyRead from './easy-read.json' with { type: 'json' };
import glossary from './glossary.json' with { type: 'json' };
import home from './home.json' with { type: 'json' };
import importing from './import.json' with { type: 'json' };
import money from './money.json' with { type: 'json' };
import ownData from './own-data.json' with { type: 'json' };
import plan from './plan.json' with { type: 'json' };
import print from './print.json' with { type: 'json' };
import requests from './requests.json' with { type: 'json' };
import server from './server.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import signIn from './sign-in.json' with { type: 'json' };
import time from './time.json' with { type: 'json' };
import ui from './ui.json' with { type: 'json' };
import visits from './visits.json' with { type: 'json' };

export const ru = {
  about,
  access,
  care,
  changes,
  circle,
  common,
  decision,
  desk,
  easyRead,
  glossary,
  home,
  import: importing,
  money,
  ownData,
  plan,
  print,
  requests,
  server,
  settings,
  signIn,
  time,
  ui,
  visits,
} as const;
