import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { Certificates } from './Certificates.tsx';
import { type Entered, linesOf } from './field-value.ts';
import type { Field } from './fields.ts';

interface Props {
  readonly field: Field;
  readonly value: Entered;
  /** Keeps the value; returns what is wrong with it, one sentence, when it cannot be kept. */
  readonly onChange: (value: Entered) => string | undefined;
}

/** One field of the portal, under the portal's name for it; what is wrong with it is said below it. */
export function FieldEntry({ field, value, onChange }: Props) {
  const [problem, setProblem] = useState<string>();
  const change = (entered: Entered) => {
    const wrong = onChange(entered);
    setProblem(wrong);
    return wrong;
  };
  const id = useId();
  const described = [field.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const attributes = {
    id,
    'data-testid': `field-${field.name}`,
    'aria-invalid': problem !== undefined,
    ...(described !== '' && { 'aria-describedby': described }),
  };
  return (
    <div class="portal-field">
      <label for={id}>
        {field.label} <code class="quiet">{field.name}</code>
      </label>
      {field.kind === 'choice' ? (
        <select
          {...attributes}
          value={field.choices.findIndex(([choice]) => choice === value)}
          onChange={({ currentTarget }) => change(field.choices[Number(currentTarget.value)]?.[0] as Entered)}
        >
          <option value={-1}>{notKnown(field, value)}</option>
          {field.choices.map(([choice, words], index) => (
            <option key={String(choice)} value={index}>
              {words}
            </option>
          ))}
        </select>
      ) : field.kind === 'text' ? (
        <OrNone {...(field.nullable && { none: null })} value={value} onChange={change} what={field.label}>
          <input
            {...attributes}
            type="text"
            spellcheck={false}
            autocomplete="off"
            placeholder={field.placeholder}
            value={typeof value === 'string' ? value : ''}
            disabled={value === null}
            onChange={({ currentTarget: { value: text } }) => change(text === '' ? undefined : text)}
          />
        </OrNone>
      ) : field.kind === 'lines' ? (
        <OrNone none={[]} value={value} onChange={change} what={field.label}>
          <Lines attributes={attributes} field={field} value={value} onChange={change} />
        </OrNone>
      ) : (
        <OrNone none={[]} value={value} onChange={change} what={field.label}>
          <Certificates
            attributes={attributes}
            certificates={Array.isArray(value) ? value : []}
            onChange={(certificates) => change(certificates.length > 0 ? certificates : undefined)}
          />
        </OrNone>
      )}
      {field.hint !== undefined && (
        <p class="quiet" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {problem !== undefined && (
        <p class="bad" id={`${id}-problem`} role="alert">
          <Icon name="error" /> {problem}. The former value is kept.
        </p>
      )}
    </div>
  );
}

/** A value that this list does not offer is shown, and stays until another is chosen. */
function notKnown({ name }: Field, value: Entered): string {
  if (typeof value === 'string') return value;
  return name.endsWith('_allowed') && name !== 'email_nameid_format_allowed'
    ? 'Not known, taken as no'
    : 'Not known';
}

interface LinesProps {
  readonly attributes: { readonly id: string };
  readonly field: Field & { readonly kind: 'lines' };
  readonly value: Entered;
  readonly onChange: (value: Entered) => string | undefined;
}

function Lines({ attributes, field, value, onChange }: LinesProps) {
  const lines: readonly string[] = Array.isArray(value) ? value : [];
  return (
    <textarea
      {...attributes}
      rows={Math.min(8, lines.length + 1)}
      spellcheck={false}
      autocomplete="off"
      placeholder={field.placeholder}
      value={lines.join('\n')}
      onChange={({ currentTarget }) => {
        const entered = linesOf(currentTarget.value);
        onChange(entered.length > 0 ? entered : undefined);
      }}
    />
  );
}

interface OrNoneProps {
  /** The value that says that nothing is registered; without it there is no such choice. */
  readonly none?: null | readonly [];
  readonly value: Entered;
  readonly onChange: (value: Entered) => unknown;
  readonly what: string;
  readonly children: ComponentChildren;
}

/** An empty field is not known; that nothing is registered is something to know. */
function OrNone({ none, value, onChange, what, children }: OrNoneProps) {
  const isNone = value === null || (Array.isArray(value) && value.length === 0);
  const isEmpty = value === undefined || isNone;
  return (
    <>
      {!(isNone && none !== null) && children}
      {none !== undefined && isEmpty && (
        <label class="portal-none">
          <input
            type="checkbox"
            checked={isNone}
            onChange={({ currentTarget }) => onChange(currentTarget.checked ? none : undefined)}
          />{' '}
          None registered <span class="off-screen">({what})</span>
        </label>
      )}
    </>
  );
}
