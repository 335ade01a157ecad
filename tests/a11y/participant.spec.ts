import { lookAt } from './look.ts';
import { roleOf } from './screens.ts';

lookAt(({ who }) => who !== null && roleOf(who) === 'participant');
