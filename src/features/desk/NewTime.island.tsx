import { useState } from 'preact/hooks';
import type { BusyTime } from './rules.ts';

interface Props {
  /** `YYYY-MM-DD`, or empty */
  day: string;
  /** `HH:MM`, or empty */
  time: string;
  busy: readonly (BusyTime & { text: string })[];
  lengthMinutes: number;
  errors: Readonly<{ day?: string; time?: string }>;
  texts: Readonly<
    Record<'legend' | 'day' | 'time' | 'timeHint' | 'busy' | 'overlaps' | 'free', string> & { wish: string | null }
  >;
}

/** The new time of a visit; while one chooses, it shows what else the person does on that day. */
export default function NewTime({ day, time, busy, lengthMinutes, errors, texts }: Props) {
  const [chosen, setChosen] = useState(() => ({ day: typedIn('day', day), time: typedIn('time', time) }));
  const onDay = busy.filter((visit) => visit.heldOn === chosen.day);
  const end = minutesOf(chosen.time) + lengthMinutes;
  const conflict = onDay.find(
    (visit) => minutesOf(chosen.time) < minutesOf(visit.endTime) && minutesOf(visit.startTime) < end,
  );
  const isChosen = chosen.day !== '' && chosen.time !== '';
  return (
    <fieldset class="stack card">
      <legend class="field-label">{texts.legend}</legend>
      <Answer
        id="day"
        type="date"
        label={texts.day}
        hint={texts.wish}
        value={chosen.day}
        error={errors.day}
        onInput={(value) => setChosen({ ...chosen, day: value })}
      />
      <Answer
        id="time"
        type="time"
        label={texts.time}
        hint={texts.timeHint}
        value={chosen.time}
        error={errors.time}
        onInput={(value) => setChosen({ ...chosen, time: value })}
      />
      <div role="status">
        {isChosen && (
          <p class="with-picture">{conflict === undefined ? texts.free : `${texts.overlaps} ${conflict.name}.`}</p>
        )}
        {onDay.length > 0 && (
          <>
            <p>{texts.busy}</p>
            <ul>
              {onDay.map((visit) => (
                <li key={visit.startTime}>{visit.text}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </fieldset>
  );
}

function Answer(props: {
  id: 'day' | 'time';
  type: 'date' | 'time';
  label: string;
  hint: string | null;
  value: string;
  error?: string;
  onInput: (value: string) => void;
}) {
  const { id, type, label, hint, value, error, onInput } = props;
  const described = [hint !== null && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint !== null && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        class="field-input"
        id={id}
        name={id}
        type={type}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={described === '' ? undefined : described}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** What stands in the field now: somebody may have typed before the script came. */
function typedIn(id: 'day' | 'time', sent: string): string {
  if (typeof document === 'undefined') return sent;
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement ? field.value : sent;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
