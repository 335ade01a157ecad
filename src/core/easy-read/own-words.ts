/** A word of the portal's own: used everywhere for one thing, and explained where it is hard. */
export type OwnWord = Readonly<{
  /** As a dictionary lists it; several words in the order in which they are said. */
  word: string;
  /** What it means, for those who maintain the texts; its easy explanation stands in the glossary. */
  means: string;
  /** Words for the same thing that the portal does not use. */
  not?: readonly string[];
}>;

/**
 * The closed list. A word stands here because the thing has no easier name, or because one word has to be chosen; then
 * it may be long, a verbal noun, a participle or an entry of the hard words.
 */
export const ownWords: readonly OwnWord[] = [
  { word: 'tikšanās', means: 'one planned meeting with somebody who helps', not: ['vizīte', 'sanāksme'] },
  { word: 'nodarbība', means: 'a meeting at which one learns or trains something', not: ['seanss'] },
  { word: 'lūgums', means: 'what I ask the social worker to change', not: ['pieteikums', 'prasība'] },
  { word: 'atļauja', means: 'my word that somebody may see something of mine', not: ['pilnvara'] },
  { word: 'kartīte', means: 'the card that opens the portal', not: ['karte'] },
  { word: 'nauda', means: 'what my plan may cost', not: ['līdzekļi', 'finanses'] },
  { word: 'palīdzība', means: 'what others do with me or for me', not: ['asistēšana'] },
  { word: 'ģimene', means: 'those who live with me or belong to me', not: ['radinieks', 'piederīgais'] },
  { word: 'atbalsta persona', means: 'who helps me decide; I decide', not: ['atbalstītājs'] },
  { word: 'sociālais darbinieks', means: 'who plans the help with me and answers requests', not: ['kurators'] },
  { word: 'sociālā darbiniece', means: 'the same, a woman' },
  { word: 'sociālais dienests', means: 'the office where social workers are' },
  { word: 'aizgādnis', means: 'whom a court chose to help me' },
  { word: 'aizgādne', means: 'the same, a woman' },
  { word: 'mērķis', means: 'what I want to reach' },
  { word: 'pakalpojums', means: 'help that is in my plan and costs money' },
  { word: 'asistents', means: 'a helper in everyday life' },
  { word: 'logopēds', means: 'who helps to speak better' },
  { word: 'psihologs', means: 'with whom one speaks about feelings' },
  { word: 'parole', means: 'the secret words of those who help; participants have a card' },
  { word: 'paskaidrojums', means: 'what a support person says about a request', not: ['skaidrojums'] },
  { word: 'uzaicinājums', means: 'the letter with which those who help come in for the first time' },
  { word: 'iztērēts', means: 'money that is gone: the first part of the bar' },
  { word: 'apsolīts', means: 'money that is kept for visits to come: the second part of the bar' },
  { word: 'palicis', means: 'money that is free: the third part of the bar' },
  { word: 'vingrošana', means: 'what one does with a physiotherapist' },
  { word: 'fizioterapeits', means: 'who trains the body with me' },
  { word: 'dzimšanas diena', means: 'the day on which somebody was born' },
  { word: 'datu valsts inspekcija', means: 'the office that guards what is kept about people' },
  { word: 'ergoterapeits', means: 'with whom I learn everyday work' },
];
