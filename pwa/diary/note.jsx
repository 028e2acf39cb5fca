import { Choices, DayField, Field, Form, SaveBar } from '../fields.jsx';
import { begun, useForm, useId } from '../form.js';
import { thisDay } from '../day-words.js';
import { gettext as _ } from '../i18n.js';
import { discard, keep } from '../keep.js';
import { tell } from '../notice.js';
import { read } from '../records/store.js';
import { leave } from '../route.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { putIn } from '../entered.jsx';

/** @typedef {{ day: string, text: string, purpose: string }} Note */

const isNew = (/** @type {string} */ which) => which === 'note' || which === 'visit';

/** A note or a question for the visit: a new one, or a kept one by its id. @param {{ parts: string[] }} props */
export function NoteScreen({ parts: [which = 'note'] }) {
  const known = useStored(() => opened(which), [which]);
  const parent = isNew(which) ? 'today' : 'history';
  return (
    <Screen title={which === 'visit' ? _('A question for my visit') : _('Note')} parent={parent}>
      {known && <NoteForm key={which} which={which} known={known} parent={parent} />}
    </Screen>
  );
}

/** @param {string} which */
async function opened(which) {
  const kept = isNew(which) ? undefined : await read(which);
  /** @type {Note} */
  const blank = { day: thisDay.value, text: '', purpose: isNew(which) ? which : 'note' };
  if (!kept) return { start: await begun(`note ${which}`, blank) };
  return { kept, start: { day: kept.day ?? blank.day, text: kept.text, purpose: kept.purpose ?? 'note' } };
}

/** @param {{ which: string, known: Awaited<ReturnType<typeof opened>>, parent: string }} props */
function NoteForm({ which, known, parent }) {
  const { kept } = known;
  const id = useId(kept?.id);
  const form = useForm(known.start, kept ? undefined : `note ${which}`);
  const { day, text, purpose } = form.values.value;

  async function save() {
    if (!text.trim()) return unwritten();
    const values = { day, text: text.trim(), purpose, ...(kept ? {} : putIn()) };
    return keep('note', id, values, { draft: form.draft });
  }

  async function erase() {
    if (await discard(id, _('Note deleted.'))) leave(parent);
  }

  return (
    <Form onSave={save} parent={parent}>
      <Field label={purpose === 'visit' ? _('What do you want to ask?') : _('What do you want to remember?')}>
        <textarea
          maxLength={2000}
          value={text}
          onInput={(event) => form.set({ text: event.currentTarget.value })}
        />
      </Field>
      <Choices
        legend={_('What is it for?')}
        name="purpose"
        value={purpose}
        options={[
          ['note', _('A note')],
          ['visit', _('A question for my visit')],
        ]}
        onChoose={(chosen) => form.set({ purpose: chosen })}
      />
      <p class="muted">{_('Both are shown in your report.')}</p>
      <DayField day={day} last={thisDay.value} onDay={(chosen) => chosen && form.set({ day: chosen })} />
      {kept && (
        <button type="button" class="button danger" onClick={erase}>
          {_('Delete this note')}
        </button>
      )}
      <SaveBar />
    </Form>
  );
}

function unwritten() {
  tell(_('Write something first.'));
  return false;
}
