import { describe, expect, test } from 'vitest';
import { checkText } from '../../../../src/core/easy-read/check.ts';
import { readLexicon } from '../../../../src/core/easy-read/read-lexicon.ts';
import { type Profile, type RuleId, rules, SOURCES } from '../../../../src/core/easy-read/rules.ts';

const lexicon = readLexicon();

const rulesBroken = (text: string, profile: Profile) => checkText(text, { profile, lexicon }).map(({ rule }) => rule);

type Cases = Readonly<{ flagged: readonly string[]; fine: readonly string[] }>;

/** Sentences that each rule must flag, and sentences that look like it and must pass. */
const cases: Readonly<Record<RuleId, Cases>> = {
  'second-person': {
    flagged: ['Vai tu gribi nākt?', 'Jūsu lūgums ir te.', 'Piespied pogu, un tavs plāns ir te.', 'Izvēlieties dienu.'],
    fine: ['Es gribu nākt.', 'Viņi nāk rīt.', 'Es ņemu līdzi maku.', 'Mani draugi strādā.'],
  },
  'sentence-length': {
    flagged: [
      'Rīt no rīta es eju uz dienas centru ar draugu.',
      'Mana māsa un es braucam uz jūru katru vasaru.',
      'Atbilde būs līdz otrdienai, 24. novembrim, 9:00 no rīta manā telefonā.',
    ],
    fine: [
      'Rīt es eju uz dienas centru.',
      'Atbilde būs līdz otrdienai, 24. novembrim.',
      'Es eju mājās. Es ēdu zupu. Es lasu grāmatu.',
    ],
  },
  'sentence-too-long': {
    flagged: [
      'Rīt no rīta es eju uz dienas centru ar draugu un viņa mazo suni.',
      'Mana māsa un es braucam uz jūru katru vasaru ar vilcienu no pilsētas stacijas.',
      'Es gribu runāt ar Annu par to, kā man iet dienas centrā un mājās.',
    ],
    fine: [
      'Rīt no rīta es eju uz dienas centru ar draugu.',
      'Es lasu.',
      'Es eju mājās no darba. Es ēdu zupu ar maizi. Es lasu jaunu grāmatu. Es guļu.',
    ],
  },
  'one-sentence': {
    flagged: ['Es lasu. Es rakstu.', 'Kas tas ir? Tas ir plāns.', 'Iztērēts: 3. Apsolīts: 2.'],
    fine: ['Es lasu.\nEs rakstu.', 'Tas būs 24. novembrī.', 'Tas ir 2. solis no 4.', 'Es satieku: Anna'],
  },
  'one-comma': {
    flagged: [
      'Es zinu, ka Anna, mana māsa, nāks.',
      'Man ir plāns, nauda, laiks.',
      'Ja es nevaru, es zvanu, jo tā ir labi.',
    ],
    fine: [
      'Es zinu, ka Anna nāks.',
      'Tas būs otrdien, 24. novembrī, jo tā ir labi.',
      'Man ir 1,5 un 2,5 un 3,5 eiro.',
      'Labdien, Anna!',
    ],
  },
  'one-conjunction': {
    flagged: [
      'Es lasu un rakstu un dziedu.',
      'Es varu nākt vai zvanīt, bet ne rīt.',
      'Vai es eju un lasu, bet negribu?',
    ],
    fine: ['Es lasu un rakstu.', 'Vai es lasu vai rakstu?', 'Es eju, jo gribu.'],
  },
  punctuation: {
    flagged: [
      'Anna (māsa) nāks.',
      'Zvani mammai/tētim.',
      'Rīts – mans laiks.',
      'Es domāju…',
      'No 9:00-10:00.',
      'Es eju; es lasu.',
    ],
    fine: ['Mans e-pasts ir te.', 'Kur: Rīgā.', 'Anna saka: „Labi.”'],
  },
  participle: {
    flagged: ['Es eju dziedot.', 'Smiedamies mēs skrienam.', 'Raudošs bērns sēž.', 'Tā ir lasāma grāmata.'],
    fine: ['Es gribu dzīvot.', 'Es mācos ceļot.', 'Tas ir steidzami.', 'Mana nākamā nedēļa.', 'Es maksāju ar karti.'],
  },
  'past-participle': {
    flagged: ['Es esmu atnācis.', 'Lūgums ir nosūtīts.', 'Mēs esam aizbraukuši.'],
    fine: ['Es atnācu.', 'Iztērēts ir maz.', 'Es esmu noguris.', 'Durvis ir slēgtas.'],
  },
  passive: {
    flagged: ['Lūgums tika nosūtīts.', 'Nauda tiek maksāta.', 'Atbilde drīz tiks dota.', 'Iesniegts tika lūgums.'],
    fine: ['Es tieku klāt.', 'Mēs tiekamies rīt.', 'Es nosūtīju lūgumu.'],
  },
  conditional: {
    flagged: ['Es gribētu mājās.', 'Ja būtu laiks, es nāktu.', 'Mēs tiktos rīt.', 'Es lasītu.'],
    fine: ['Es gribu mājās.', 'Es redzu citu vietu.', 'Man nav apsolītu dienu.', 'Es eju pa lielu ielu.'],
  },
  'verbal-noun': {
    flagged: ['Lūguma rakstīšana ir viegla.', 'Man patīk lasīšana.', 'Pēc ierašanās es zvanu.'],
    fine: ['Mana tikšanās ir rīt.', 'Vingrošana man patīk.', 'Es rakstu.', 'Mana gaita ir lēna.'],
  },
  'genitive-chain': {
    flagged: ['Tas ir pilsētas centra parks.', 'Brāļa drauga suns skrien.', 'Es redzu skolas pagalma kokus.'],
    fine: [
      'Es lasu grāmatas bērna istabā.',
      'Atbalsta personas telefons ir te.',
      'Man ir 3 dienas plāna beigās.',
      'Mana plāna nauda.',
    ],
  },
  'double-negation': {
    flagged: ['Es nevaru nedomāt.', 'Tas nav nepareizi.', 'Viņš negrib nerunāt.'],
    fine: ['Es neko nevaru.', 'Neviens nekad nenāk.', 'Es nenāku, jo nevaru.', 'Nē, es negribu.'],
  },
  'hard-word': {
    flagged: [
      'Man ir jauns pieprasījums.',
      'Es saņemu finansējumu.',
      'Tas ir saskaņā ar plānu.',
      'Viņš sniedz atbalstu.',
      'Individuālā atbalsta plāna nav.',
      'Termiņi ir gari.',
    ],
    fine: [
      'Mana atbalsta persona nāks.',
      'Sociālajai darbiniecei ir laiks.',
      'Noteikti es nākšu.',
      'Es eju kopā ar Annu.',
    ],
  },
  'one-word': {
    flagged: ['Vizīte ir rīt.', 'Es rakstu pieteikumu.', 'Man ir jauna karte.', 'Nākamajā seansā es dziedu.'],
    fine: ['Tikšanās ir rīt.', 'Man ir jauna kartīte.', 'Es rakstu lūgumu.'],
  },
  'long-word': {
    flagged: ['Specializētais centrs ir te.', 'Man patīk psihoterapeite.', 'Te ir administratore.'],
    fine: ['Sociālā darbiniece zvana.', 'Fizioterapeits man palīdz.', 'Nākamnedēļ es eju.'],
  },
  'number-word': {
    flagged: ['Man ir trīs draugi.', 'Pēc divām dienām es eju.', 'Tas maksā desmit eiro.'],
    fine: ['Man ir 3 draugi.', 'Trešdien es eju.', 'Man ir viens draugs.', 'Otrā diena ir laba.'],
  },
  'date-form': {
    flagged: ['Tas ir 24.11.2026.', 'Nāc 1.12. rītā.', 'Diena ir 2026-11-24.', 'Diena ir 24/11/2026.'],
    fine: ['Tas ir 24. novembrī.', 'Tas ir 2. solis.', 'Tas maksā 1.50 eiro.'],
  },
  'clock-form': {
    flagged: ['Es nāku 9.00.', 'Es nāku 09:30.', 'Es nāku plkst. 9.', 'Es nāku pulksten 17.15.'],
    fine: ['Es nāku 9:00.', 'Es nāku pulksten 17:15.', 'Tas maksā 9.50 eiro.', 'Tas ir 24.11.2026.'],
  },
  symbol: {
    flagged: ['Man ir 50 %.', 'Tas maksā 5 €.', 'Tas maksā 5 EUR.', 'Anna & Jānis nāks.'],
    fine: ['Man ir puse.', 'Tas maksā 5 eiro.', 'Anna un Jānis nāks.'],
  },
  'roman-numeral': {
    flagged: ['Man ir II grupa.', 'Tas ir XX gadsimts.', 'Nodaļa IV ir gara.'],
    fine: ['Man ir 2. grupa.', 'Ilze nāk.', 'Vilis lasa.'],
  },
  abbreviation: {
    flagged: [
      'Es ņemu maizi utt.',
      'Es zvanu, piem., Annai.',
      'Mans tel. ir jauns.',
      'Es ņemu pienu u. c. lietas.',
      'Kopš 2026. g. es strādāju.',
    ],
    fine: ['Es ņemu maizi.', 'Mans telefons ir jauns.', 'Es nāku. Es redzu.'],
  },
  exclamation: {
    flagged: ['Tas ir labi!', 'Es nosūtīju lūgumu!', 'Uzmanību!'],
    fine: ['Labdien, Anna!', 'Sveiki!', 'Tas ir labi.'],
  },
  capitals: {
    flagged: ['Tas ir ĻOTI labi.', 'Es eju uz VSAA.', 'NĒ.'],
    fine: ['Tas ir ļoti labi.', 'Es eju uz Rīgu.', 'Ā, labi.'],
  },
  italics: {
    flagged: ['Es eju <em>mājās</em>.', 'Es eju *mājās*.', 'Es eju _mājās_.'],
    fine: ['Es eju mājās.', 'Es eju <visit>mājās</visit>.', 'Tas ir 5 * 2.'],
  },
};

/** A profile under which the rule holds. */
const profileOf = (id: RuleId): Profile =>
  rules.find((rule) => rule.id === id)?.severity.participant === undefined ? 'letter' : 'participant';

describe.each(Object.entries(cases) as [RuleId, Cases][])('%s', (id, { flagged, fine }) => {
  test('has three of each', () => {
    expect(new Set(flagged).size).toBeGreaterThanOrEqual(3);
    expect(new Set(fine).size).toBeGreaterThanOrEqual(3);
  });
  test.each(flagged)('flags “%s”', (text) => {
    expect(rulesBroken(text, profileOf(id))).toContain(id);
  });
  test.each(fine)('passes “%s”', (text) => {
    expect(rulesBroken(text, profileOf(id))).not.toContain(id);
  });
});

describe.each(rules)('$id, as it is written down', ({ id, good, bad, why, source, severity }) => {
  test('the bad example breaks it', () => {
    expect(rulesBroken(bad, profileOf(id))).toContain(id);
  });
  test('the good example breaks no rule', () => {
    expect(rulesBroken(good, profileOf(id))).toEqual([]);
  });
  test('says why, from where and for whom', () => {
    expect(why).not.toBe('');
    expect(SOURCES).toHaveProperty(source);
    expect(Object.keys(severity)).not.toEqual([]);
  });
});

test('each rule has its own name', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(Object.keys(cases).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
});

describe('who reads decides', () => {
  test('adults may be spoken to, and read longer sentences', () => {
    const text = 'Lūdzu, izvēlieties dienu un laiku, kas jums un cilvēkam der abiem kopā.';
    expect(rulesBroken(text, 'adult')).toEqual([]);
    expect(rulesBroken(text, 'participant')).toContain('second-person');
  });
  test('a letter may speak to the one who gets it; nothing in it is an error', () => {
    const findings = checkText('Es tev piezvanīšu plkst. 9.00 (telefonā).', { profile: 'letter', lexicon });
    expect(findings.map(({ rule }) => rule)).not.toContain('second-person');
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });
});
