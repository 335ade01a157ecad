import type { GuardianArea } from '../../../core/access/policy.ts';
import type { Language, Text } from '../../../core/text/text.ts';

/** "par naudu un par ikdienu" */
export function areasText(t: Text, language: Language, areas: readonly GuardianArea[]): string {
  return new Intl.ListFormat(language).format(areas.map((area) => t(`circle:area.${area}`)));
}
